import { route } from '@/app/api/_http/route'
import { shadowOperations } from '@/app/api/v1/_operations/shadows'

export const POST = route(shadowOperations.promote)
