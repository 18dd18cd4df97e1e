import { route } from '@/app/api/_http/route'
import { importJobOperations } from '@/app/api/v1/_operations/import-jobs'

export const GET = route(importJobOperations.get)
export const PATCH = route(importJobOperations.update)
export const DELETE = route(importJobOperations.discard)
