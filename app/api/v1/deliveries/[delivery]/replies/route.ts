import { route } from '@/app/api/_http/route'
import { outboxOperations } from '@/app/api/v1/_operations/outbox'

export const GET = route(outboxOperations.replies)
