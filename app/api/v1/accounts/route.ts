import { route } from '@/app/api/_http/route'
import { accountOperations } from '@/app/api/v1/_operations/accounts'

export const POST = route(accountOperations.create)
export const GET = route(accountOperations.list)
