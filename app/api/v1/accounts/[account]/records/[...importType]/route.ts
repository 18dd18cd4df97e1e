// The name of a type has a slash in it, so one route takes both the records of a type and the history below them.
import { route, type RouteContext } from '@/app/api/_http/route'
import { recordOperations } from '@/app/api/v1/_operations/records'

const HISTORY = 'history'

const listRecords = route(recordOperations.list)
const readHistory = route(recordOperations.history)

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { importType = [], ...others } = await params
  const parts = [importType].flat()
  if (parts.length < 2 || parts.at(-1) !== HISTORY) return listRecords(request, { params })
  return readHistory(request, { params: Promise.resolve({ ...others, importType: parts.slice(0, -1) }) })
}
