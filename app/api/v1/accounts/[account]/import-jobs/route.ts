import { route } from '@/app/api/_http/route'
import { importJobOperations } from '@/app/api/v1/_operations/import-jobs'

export const POST = route(importJobOperations.create)
export const GET = route(importJobOperations.list)
