import { route } from '@/app/api/_http/route'
import { ownImportTypeOperations } from '@/app/api/v1/_operations/own-import-types'

export const GET = route(ownImportTypeOperations.list)
export const POST = route(ownImportTypeOperations.create)
