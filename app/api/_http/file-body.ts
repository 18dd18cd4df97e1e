// A file as the request's raw body: it streams from the socket to the disk and is never held.
import { z } from 'zod'
import { env } from '@/lib/platform/env'
import type { FileNameProblem } from '@/lib/templates/file-name'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { refuse, wrongInput, type Refusal } from './problem'

const MIB = 1024 * 1024

/** The exact name; which names a file can have is decided in lib/templates/file-name.ts. */
export const fileNameSchema = z.string().max(1000)

/** The bytes of the request, as they come in. */
export async function* bodyBytes(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body as unknown as AsyncIterable<Uint8Array>
}

/** Whether the request says itself that its file is larger than is taken. */
export function isTooLarge(request: Request): boolean {
  return Number(request.headers.get('content-length') ?? 0) > env().uploadBytesMax
}

export function fileTooLarge(locale: Locale): Refusal {
  const megabytes = Math.floor(env().uploadBytesMax / MIB)
  const limit = new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte' }).format(megabytes)
  return refuse('file-too-large', { limit })
}

export function fileNameRefused(problem: FileNameProblem, place: 'query' | 'body', locale: Locale): Refusal {
  return wrongInput(place, '/fileName', translate(locale, `templates.fileName.${problem}`))
}
