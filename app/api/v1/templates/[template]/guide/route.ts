import { route } from '@/app/api/_http/route'
import { templateGuideOperations } from '@/app/api/v1/_operations/template-guide'

export const GET = route(templateGuideOperations.get)
