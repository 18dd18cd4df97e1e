import { route } from '@/app/api/_http/route'
import { templateFileOperations } from '@/app/api/v1/_operations/template-files'

export const GET = route(templateFileOperations.download)
