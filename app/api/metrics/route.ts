import { route } from '@/app/api/_http/route'
import { metricsOperations } from '@/app/api/v1/_operations/metrics'

export const GET = route(metricsOperations.get)
