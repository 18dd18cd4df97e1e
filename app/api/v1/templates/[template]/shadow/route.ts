import { route } from '@/app/api/_http/route'
import { shadowOperations } from '@/app/api/v1/_operations/shadows'

export const GET = route(shadowOperations.get)
export const PUT = route(shadowOperations.put)
export const DELETE = route(shadowOperations.drop)
