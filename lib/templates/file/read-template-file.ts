// Reads a template file that somebody may have written by hand: all that is wrong with it at once, each with its line.
import { z } from 'zod'
import { isDeepStrictEqual } from 'node:util'
import { OWN_FAMILY } from '@/lib/import-types/catalogue'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { Locale } from '@/lib/words/locales'
import { fileNameProblem } from '../file-name'
import type { TemplateRules } from '../template-rules'
import { jsonPlaces, pointerOf, type JsonPlaces } from './json-places'
import { FORMAT_VERSION, TEMPLATE_FILE_BYTES_MAX, TEMPLATE_FORMAT, templateFileSchema } from './template-file'
import type { TemplateFile } from './template-file'

/** Words: templates.file.problem.<code>. */
export type TemplateFileProblem = {
  readonly code: string
  /** JSON pointer of the value. */
  readonly pointer: string
  /** From 1; null where no line is to blame. */
  readonly line: number | null
  readonly params: Readonly<Record<string, string | number>>
}

export type ReadTemplateFile =
  | { readonly ok: true; readonly file: TemplateFile }
  | { readonly ok: false; readonly problems: readonly TemplateFileProblem[] }

const PROBLEMS_MAX = 50
const errorMaps = { en: z.locales.en().localeError, 'es-MX': z.locales.es().localeError }

type Place = { pointer: string; line: number | null }
const problem = (code: string, place: Place, params: TemplateFileProblem['params'] = {}): TemplateFileProblem => ({
  ...{ code, params },
  ...place,
})
const nowhere: Place = { pointer: '', line: null }

/**
 * @param text the whole file.
 * @param rules of the account that is to have the template.
 * @param locale for what a wrong value should have been.
 */
export function readTemplateFile(text: string, rules: TemplateRules, locale: Locale): ReadTemplateFile {
  const refused = (problems: readonly TemplateFileProblem[]) =>
    ({ ok: false, problems: problems.slice(0, PROBLEMS_MAX) }) as const
  if (Buffer.byteLength(text) > TEMPLATE_FILE_BYTES_MAX)
    return refused([problem('too-large', nowhere, { limit: TEMPLATE_FILE_BYTES_MAX / 1024 ** 2 })])
  const parsed = parse(text.replace(/^\uFEFF/, ''))
  if (!parsed.ok) return refused([parsed.problem])
  const { value, places } = parsed
  const at = (pointer: string): Place => ({ pointer, line: places.lines.get(pointer) ?? null })
  const stranger = unknownFormat(value, at)
  if (stranger) return refused([stranger])
  const result = templateFileSchema.safeParse(value, { error: errorMaps[locale] })
  if (!result.success) return refused(result.error.issues.map((issue) => wrongValue(issue, places)))
  const problems = [
    ...places.twice.map((pointer) => problem('key-twice', at(pointer), { key: lastPart(pointer) })),
    ...unknownKeys(value, result.data, '').map((pointer) =>
      problem('unknown-key', at(pointer), { key: lastPart(pointer) }),
    ),
    ...ruleProblems(result.data, rules, at),
  ]
  return problems.length > 0 ? refused(problems) : { ok: true, file: result.data }
}

/** PostgreSQL stores no NUL, and no half of a surrogate pair. */
const isStorable = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text)

class NotStorable extends Error {}

function reviver(key: string, value: unknown): unknown {
  if (!isStorable(key) || (typeof value === 'string' && !isStorable(value))) throw new NotStorable()
  return value
}

function parse(
  text: string,
): { ok: true; value: unknown; places: JsonPlaces } | { ok: false; problem: TemplateFileProblem } {
  try {
    return { ok: true, value: JSON.parse(text, reviver) as unknown, places: jsonPlaces(text) }
  } catch (error) {
    if (error instanceof NotStorable) return { ok: false, problem: problem('not-storable', nowhere) }
    const line = lineOfError(text, (error as Error).message)
    return { ok: false, problem: problem(text.trim() === '' ? 'empty' : 'not-json', { pointer: '', line }) }
  }
}

/** The engine names the place of the error in all but short texts, which have few lines. */
function lineOfError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1]
  const isAtEnd = position === undefined && /end of JSON/.test(message)
  return text.slice(0, isAtEnd ? undefined : Number(position ?? 0)).split('\n').length
}

/** A file of something else, or of a newer Rollcall, is not looked at any further. */
function unknownFormat(value: unknown, at: (pointer: string) => Place): TemplateFileProblem | null {
  const { format, formatVersion } = (typeof value === 'object' && value !== null ? value : {}) as {
    format?: unknown
    formatVersion?: unknown
  }
  if (format !== TEMPLATE_FORMAT) return problem('not-a-template', at(''), { format: TEMPLATE_FORMAT })
  if (typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION)
    return problem('newer-format', at('/formatVersion'), { version: formatVersion, known: FORMAT_VERSION })
  return null
}

function wrongValue(issue: z.core.$ZodIssue, places: JsonPlaces): TemplateFileProblem {
  const pointer = pointerOf(issue.path)
  // What is missing has no line: that of the object in which it should stand is named.
  let found = pointer
  while (found !== '' && !places.lines.has(found)) found = found.slice(0, found.lastIndexOf('/'))
  const line = places.lines.get(found) ?? null
  if (issue.code === 'invalid_type' && found !== pointer)
    return problem('missing', { pointer, line }, { key: lastPart(pointer) })
  return problem('wrong-value', { pointer, line }, { place: pointer === '' ? '/' : pointer, detail: issue.message })
}

/** What stands in the file and was not read: misspelt, most likely. */
function unknownKeys(given: unknown, read: unknown, pointer: string): string[] {
  if (typeof given !== 'object' || given === null || isDeepStrictEqual(given, read)) return []
  const taken = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>
  return Object.entries(given).flatMap(([key, value]) => {
    const place = pointer + pointerOf([key])
    return Object.hasOwn(taken, key) ? unknownKeys(value, taken[key], place) : [place]
  })
}

function lastPart(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
}

function ruleProblems(file: TemplateFile, rules: TemplateRules, at: (pointer: string) => Place): TemplateFileProblem[] {
  const fileName = fileNameProblem(file.fileName)
  const isBundle = file.importType === BUNDLE
  const isKnown = isBundle || rules.typeNamed(file.importType) !== undefined
  const names = file.files.map(({ name }) => name)
  return [
    ...(fileName ? [problem('file-name', at('/fileName'), { problem: fileName })] : []),
    ...(isKnown ? [] : [unknownType(file.importType, at('/importType'))]),
    ...(!isBundle && file.files.length > 1 ? [problem('one-file', at('/files/1'))] : []),
    ...file.files.flatMap((one, index) => {
      const place = `/files/${index}`
      if (names.indexOf(one.name) < index) return [problem('file-twice', at(`${place}/name`), { name: one.name })]
      if (!isBundle && one.importType !== file.importType)
        return [problem('other-type', at(`${place}/importType`), { importType: file.importType })]
      if (!rules.typeNamed(one.importType))
        return isBundle ? [unknownType(one.importType, at(`${place}/importType`))] : []
      return rules.problemsOf(one, file.importType).map(({ code, field, columnIndex }) =>
        problem('mapping', at(columnIndex === undefined ? `${place}/columns` : `${place}/columns/${columnIndex}`), {
          mapping: code,
          subject: field,
        }),
      )
    }),
  ]
}

/** A type that an account made for itself is missing elsewhere until it is made there, too. */
function unknownType(importType: string, place: Place): TemplateFileProblem {
  return problem(importType.startsWith(`${OWN_FAMILY}/`) ? 'own-type' : 'unknown-type', place, { importType })
}
