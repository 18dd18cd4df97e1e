import { route } from '@/app/api/_http/route'
import { templateVersionOperations } from '@/app/api/v1/_operations/template-versions'

export const POST = route(templateVersionOperations.restore)
