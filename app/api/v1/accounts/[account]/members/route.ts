import { route } from '@/app/api/_http/route'
import { memberOperations } from '@/app/api/v1/_operations/members'

export const POST = route(memberOperations.create)
export const GET = route(memberOperations.list)
