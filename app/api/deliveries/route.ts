import { route } from '@/app/api/_http/route'
import { handOverOperations } from '@/app/api/v1/_operations/hand-over'

export const POST = route(handOverOperations.create)
