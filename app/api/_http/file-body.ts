// A file as the request's raw body: it streams from the socket to the disk and is never held.
import { z } from 'zod'
import { env } from '@/lib/platform/env'
import type { FileNameProblem } from '@/lib/templates/file-name'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { refuse, wrongInput, type Refusal } from './problem'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** The exact name; which names a file can have is decided in lib/templates/file-name.ts. */
export const fileNameSchema = z.string().max(1000)

/** The bytes of the request, as they come in. */
export async function* bodyBytes(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body as unknown as AsyncIterable<Uint8Array>
}

/** Whether the request says itself that its file is larger than is taken. */
export function isTooLarge(request: Request): boolean {
  return announcedBytes(request) > env().uploadBytesMax
}

/** How many bytes the request says that it sends; 0 where it does not say. */
export function announcedBytes(request: Request): number {
  return Number(request.headers.get('content-length') ?? 0)
}

export function fileTooLarge(locale: Locale): Refusal {
  return refuse('file-too-large', { limit: sizeInWords(env().uploadBytesMax, locale) })
}

/** 1 GB; the largest unit of which there is at least one. */
function sizeInWords(bytes: number, locale: Locale): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(bytes) / 10)))
  const options = { style: 'unit', unit: units[power] ?? 'byte', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, options).format(bytes / 1024 ** power)
}

export function fileNameRefused(problem: FileNameProblem, place: 'query' | 'body', locale: Locale): Refusal {
  return wrongInput(place, '/fileName', translate(locale, `templates.fileName.${problem}`))
}
