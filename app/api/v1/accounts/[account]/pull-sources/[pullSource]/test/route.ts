import { route } from '@/app/api/_http/route'
import { pullTurnOperations } from '@/app/api/v1/_operations/pull-turns'

export const POST = route(pullTurnOperations.test)
