import { route } from '@/app/api/_http/route'
import { messageOperations } from '@/app/api/v1/_operations/messages'

export const GET = route(messageOperations.list)
