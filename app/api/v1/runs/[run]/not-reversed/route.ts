import { route } from '@/app/api/_http/route'
import { rollbackOperations } from '@/app/api/v1/_operations/rollbacks'

export const GET = route(rollbackOperations.left)
