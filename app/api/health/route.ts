import { route } from '@/app/api/_http/route'
import { healthOperations } from '@/app/api/v1/_operations/health'

export const GET = route(healthOperations.get)
