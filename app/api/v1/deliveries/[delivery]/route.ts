import { route } from '@/app/api/_http/route'
import { deliveryOperations } from '@/app/api/v1/_operations/deliveries'

export const GET = route(deliveryOperations.get)
