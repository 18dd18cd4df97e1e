import { route } from '@/app/api/_http/route'
import { transferLoginOperations } from '@/app/api/v1/_operations/transfer-logins'

export const DELETE = route(transferLoginOperations.endPrevious)
