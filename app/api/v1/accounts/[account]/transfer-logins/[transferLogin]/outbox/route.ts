import { route } from '@/app/api/_http/route'
import { outboxOperations } from '@/app/api/v1/_operations/outbox'

export const GET = route(outboxOperations.list)
export const PATCH = route(outboxOperations.change)
export const POST = route(outboxOperations.writePlans)
