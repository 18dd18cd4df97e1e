import { route } from '@/app/api/_http/route'
import { templateOperations } from '@/app/api/v1/_operations/templates'

export const GET = route(templateOperations.list)
