import { route } from '@/app/api/_http/route'
import { runOperations } from '@/app/api/v1/_operations/runs'

export const POST = route(runOperations.approve)
