// Makes the route of an operation: who calls, whose it is, what was sent, one call of the handler, one answer.
import { randomUUID } from 'node:crypto'
import type { Caller } from '@/lib/accounts/caller'
import { mayOperate } from '@/lib/accounts/permissions'
import { apiCaller } from '@/lib/auth/api-caller'
import { log } from '@/lib/platform/log'
import { locales, type Locale } from '@/lib/words/locales'
import { parseInput, queryOf, readJson } from './input'
import type { Operation } from './operation'
import { isRefusal, problemResponse, refuse, type Refusal } from './problem'
import { accountOfPath } from './whose'

export type RouteContext = { params: Promise<Record<string, string | string[]>> }
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>

/** The route handler of an operation, to be exported under the name of its method. */
export function route(operation: Operation): RouteHandler {
  return async (request, { params }) => {
    const wanted = wantedLocale(request)
    try {
      const answer = await answerOf(operation, request, textParams(await params), wanted)
      return guarded(answer)
    } catch (error) {
      return guarded(brokenResponse(operation, request, error, wanted ?? 'en'))
    }
  }
}

// Next gives a catch-all parameter as its parts, leaves %2F within a part as it is, and a route without parameters none.
function textParams(params: Record<string, string | string[]> | undefined): Record<string, string> {
  const text = (value: string | string[]) => (Array.isArray(value) ? value.map(decoded).join('/') : decoded(value))
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, text(value)]))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The language asked for by name; without one, the account's own is spoken. */
function wantedLocale(request: Request): Locale | null {
  const first = request.headers.get('accept-language')?.split(/[,;]/, 1)[0]?.trim().toLowerCase() ?? ''
  if (first.startsWith('es')) return 'es-MX'
  return locales.find((locale) => first === locale.toLowerCase() || first.startsWith(`${locale}-`)) ?? null
}

async function answerOf(
  operation: Operation,
  request: Request,
  params: Record<string, string>,
  wanted: Locale | null,
): Promise<Response> {
  const admitted = await admit(operation, request, params)
  if (isRefusal(admitted)) return problemResponse(admitted, wanted ?? 'en')
  const locale = wanted ?? admitted.account?.locale ?? 'en'
  const input = await readInput(operation, request, locale)
  if (isRefusal(input)) return problemResponse(input, locale)
  const result: unknown = await operation.handle({ request, params, locale, ...admitted, ...input } as never)
  if (isRefusal(result)) return problemResponse(result, locale)
  if (result instanceof Response) return result
  const { status, schema } = operation.answer
  return schema ? Response.json(schema.parse(result), { status }) : new Response(null, { status })
}

async function admit(operation: Operation, request: Request, params: Record<string, string>) {
  const { access } = operation
  if (access === 'open') return { caller: null, account: null }
  const caller: Caller | null = await apiCaller(request)
  if (!caller) return refuse('unauthorized')
  if (access === 'caller') return { caller, account: null }
  if (access === 'operator') return mayOperate(caller) ? { caller, account: null } : refuse('forbidden')
  const account = await accountOfPath(caller, access, params)
  return isRefusal(account) ? account : { caller, account }
}

async function readInput(
  operation: Operation,
  request: Request,
  locale: Locale,
): Promise<Refusal | { query: unknown; body: unknown }> {
  const sent = queryOf(request)
  if (!sent) return refuse('not-storable')
  const query = operation.query && parseInput(operation.query, sent, 'query', locale)
  if (query && !query.ok) return query.refusal
  if (!operation.body) return { query: query?.value, body: undefined }
  const json = await readJson(request)
  if (!json.ok) return json.refusal
  const body = parseInput(operation.body, json.value, 'body', locale)
  if (!body.ok) return body.refusal
  noteIgnored(operation, json.value, body.value)
  return { query: query?.value, body: body.value }
}

/** What a caller sent and nobody reads is worth knowing, but its names are the caller's words and stay out of the log. */
function noteIgnored(operation: Operation, sent: unknown, read: unknown): void {
  const keys = (value: unknown) => (typeof value === 'object' && value !== null ? Object.keys(value) : [])
  const ignored = keys(sent).filter((key) => !keys(read).includes(key)).length
  if (ignored > 0) log.info({ operation: operation.id, ignored }, 'a request had fields that are not known')
}

/** The reader gets a number to name; the log gets what happened, without the values a database error may carry. */
function brokenResponse(operation: Operation, request: Request, error: unknown, locale: Locale): Response {
  if (request.signal.aborted || (error as { code?: string }).code === 'ECONNRESET') {
    log.info({ operation: operation.id }, 'a client went away before its request was whole')
    return problemResponse(refuse('internal'), locale)
  }
  if ((error as { code?: string }).code === 'ENOSPC') {
    log.warn({ operation: operation.id }, 'a file was refused: the disk is nearly full')
    return problemResponse(refuse('no-room'), locale)
  }
  const errorId = randomUUID()
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string }
  const place = stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n')
  log.error({ operation: operation.id, errorId, error: name, code, place }, 'a request broke')
  return problemResponse(refuse('internal'), locale, { errorId })
}

function guarded(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}
