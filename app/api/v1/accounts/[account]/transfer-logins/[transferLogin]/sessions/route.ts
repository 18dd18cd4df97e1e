import { route } from '@/app/api/_http/route'
import { transferSessionOperations } from '@/app/api/v1/_operations/transfer-sessions'

export const GET = route(transferSessionOperations.list)
