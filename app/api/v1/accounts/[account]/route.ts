import { route } from '@/app/api/_http/route'
import { accountOperations } from '@/app/api/v1/_operations/accounts'

export const GET = route(accountOperations.get)
export const PATCH = route(accountOperations.update)
