import { route } from '@/app/api/_http/route'
import { recordOperations } from '@/app/api/v1/_operations/records'

export const GET = route(recordOperations.list)
