import { route } from '@/app/api/_http/route'
import { frontSignInOperations } from '@/app/api/v1/_operations/front-sign-in'

export const POST = route(frontSignInOperations.authorize)
