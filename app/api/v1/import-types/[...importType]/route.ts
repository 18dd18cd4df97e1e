// The name of a type has a slash in it, so one route takes both what a type is and its CSV template below it.
import { route, type RouteContext } from '@/app/api/_http/route'
import { importTypeOperations } from '@/app/api/v1/_operations/import-types'

const TEMPLATE = 'template.csv'

const getType = route(importTypeOperations.get)
const getTemplate = route(importTypeOperations.template)

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { importType = [] } = await params
  const parts = [importType].flat()
  if (parts.at(-1) !== TEMPLATE) return getType(request, { params })
  return getTemplate(request, { params: Promise.resolve({ importType: parts.slice(0, -1) }) })
}
