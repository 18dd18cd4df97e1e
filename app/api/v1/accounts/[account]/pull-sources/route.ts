import { route } from '@/app/api/_http/route'
import { pullSourceOperations } from '@/app/api/v1/_operations/pull-sources'

export const GET = route(pullSourceOperations.list)
export const POST = route(pullSourceOperations.create)
