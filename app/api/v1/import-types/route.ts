import { route } from '@/app/api/_http/route'
import { importTypeOperations } from '@/app/api/v1/_operations/import-types'

export const GET = route(importTypeOperations.list)
