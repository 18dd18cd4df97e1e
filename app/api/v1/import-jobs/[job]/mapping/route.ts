import { route } from '@/app/api/_http/route'
import { importJobStepOperations } from '@/app/api/v1/_operations/import-job-steps'

export const PUT = route(importJobStepOperations.mapping)
