// Reads what a request brings: JSON up to a limit, and query parameters; every wrong input is named with its place.
import { z } from 'zod'
import type { Locale } from '@/lib/words/locales'
import { refuse, type InputError, type Refusal } from './problem'

export const JSON_BYTES_MAX = 1024 * 1024
const ERRORS_MAX = 100

const errorMaps = { en: z.locales.en().localeError, 'es-MX': z.locales.es().localeError }

type Parsed<Schema extends z.ZodType> = { ok: true; value: z.output<Schema> } | { ok: false; refusal: Refusal }

/** Checks a value against a schema; the words of what is wrong are zod's, in the caller's language. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: InputError['in'],
  locale: Locale,
): Parsed<Schema> {
  const result = schema.safeParse(value, { error: errorMaps[locale] })
  if (result.success) return { ok: true, value: result.data }
  const errors = result.error.issues.slice(0, ERRORS_MAX).map((issue) => ({
    in: place,
    pointer: pointerTo(issue.path),
    detail: issue.message,
  }))
  return { ok: false, refusal: refuse('wrong-input', undefined, errors) }
}

/** RFC 6901. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The query parameters; of a repeated one, the last. Null if one holds what no text in the database can. */
export function queryOf(request: Request): Record<string, string> | null {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  return Object.values(params).every(isStorable) ? params : null
}

/** PostgreSQL stores no NUL, and no half of a surrogate pair. */
const isStorable = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text)

class NotStorable extends Error {}

function reviver(key: string, value: unknown): unknown {
  if (!isStorable(key) || (typeof value === 'string' && !isStorable(value))) throw new NotStorable()
  return value
}

/** The JSON body, undefined for an empty one. */
export async function readJson(
  request: Request,
): Promise<{ ok: true; value: unknown } | { ok: false; refusal: Refusal }> {
  const text = await readText(request, JSON_BYTES_MAX)
  if (text === null) return { ok: false, refusal: refuse('body-too-large', { limitBytes: JSON_BYTES_MAX }) }
  if (text.trim() === '') return { ok: true, value: undefined }
  try {
    return { ok: true, value: JSON.parse(text, reviver) as unknown }
  } catch (error) {
    return { ok: false, refusal: refuse(error instanceof NotStorable ? 'not-storable' : 'not-json') }
  }
}

/** The body as text, or null if it is larger than the limit (or not UTF-8, which no JSON is: then it is damaged text). */
export async function readText(request: Request, bytesMax: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return null
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > bytesMax) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
