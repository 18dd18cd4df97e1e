import { route } from '@/app/api/_http/route'
import { descriptionOperations } from '@/app/api/v1/_operations/description'

export const GET = route(descriptionOperations.document)
