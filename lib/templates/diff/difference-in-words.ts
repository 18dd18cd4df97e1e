// A difference as one sentence. Headers and fields stand in it as they are written, with the field's title beside them.
import { delimiterNames } from '@/lib/csv/dialect'
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { BUNDLE, bundleTitle } from '@/lib/mapping/bundle/bundle'
import type { Locale } from '@/lib/words/locales'
import { translatorFor, type Translate } from '@/lib/words/translate'
import type { FileDifference, GeneralDifference, TemplateDiff } from './difference'
import { settingInWords, settingTerm } from './setting-in-words'
import { transformsInWords } from './transforms-in-words'

export type TypeLookup = (name: string) => Pick<ImportType, 'title' | 'fields'> | undefined

/** Something came, went or became something else: for the sign beside the sentence. */
export type Change = 'added' | 'removed' | 'changed'

export type Sentence = { readonly code: string; readonly change: Change; readonly text: string }

export type WordedDiff = {
  readonly general: readonly Sentence[]
  readonly files: readonly { readonly name: string; readonly type: string; readonly sentences: readonly Sentence[] }[]
}

/**
 * The whole difference in one language.
 * @param typeNamed finds import types, the account's own ones among them.
 */
export function diffInWords(diff: TemplateDiff, locale: Locale, typeNamed: TypeLookup = importTypeNamed): WordedDiff {
  const words = translatorFor(locale)
  return {
    general: diff.general.map((one) => sentence(one.code, changeOf(one), general(one, locale, words, typeNamed))),
    files: diff.files.map(({ name, importType, differences }) => ({
      name,
      type: typeName(importType, locale, typeNamed),
      sentences: differences.map((one) => {
        const label = (field: string) => fieldLabel(typeNamed(importType), field, locale)
        return sentence(one.code, changeOf(one), inFile(one, label, locale, words, typeNamed))
      }),
    })),
  }
}

const sentence = (code: string, change: Change, text: string): Sentence => ({ code, change, text })

const changes: Partial<Record<FileDifference['code'], Change>> = {
  'file-added': 'added',
  'file-removed': 'removed',
  'column-added': 'added',
  'column-removed': 'removed',
  mapped: 'added',
  unmapped: 'removed',
}

function changeOf(difference: GeneralDifference | FileDifference): Change {
  if (difference.code === 'constant' || difference.code === 'combined') {
    return ({ set: 'added', changed: 'changed', removed: 'removed' } as const)[kindOf(difference)]
  }
  return changes[difference.code as FileDifference['code']] ?? 'changed'
}

function general(one: GeneralDifference, locale: Locale, words: Translate, typeNamed: TypeLookup): string {
  if (one.code === 'setting') {
    const [before, after] = [one.before, one.after].map((value) => settingInWords(one.setting, value, locale))
    return words('templateDiff.setting', { term: settingTerm(one.setting, locale), before: before!, after: after! })
  }
  const named = (text: string) => (one.code === 'import-type' ? typeName(text, locale, typeNamed) : text)
  return words(`templateDiff.${one.code}`, { before: named(one.before), after: named(one.after) })
}

function inFile(
  one: FileDifference,
  label: (field: string) => string,
  locale: Locale,
  words: Translate,
  typeNamed: TypeLookup,
): string {
  const say = (key: string, params: Record<string, string | number> = {}) => words(`templateDiff.${key}`, params)
  switch (one.code) {
    case 'file-type':
      return say(one.code, {
        before: typeName(one.before, locale, typeNamed),
        after: typeName(one.after, locale, typeNamed),
      })
    case 'dialect':
      return say(`dialect.${one.part}`, { before: part(one.before, words), after: part(one.after, words) })
    case 'column-added':
    case 'column-removed': {
      const { header, field } = one
      return say(one.code, { header, filled: field === null ? 'no' : 'yes', field: field === null ? '' : label(field) })
    }
    case 'mapped':
    case 'unmapped':
      return say(one.code, { header: one.header, field: label(one.field) })
    case 'remapped':
      return say(one.code, { header: one.header, before: label(one.before), after: label(one.after) })
    case 'transforms':
      return say(one.code, {
        ...{ header: one.header, field: label(one.field) },
        ...{
          before: transformsInWords(one.before, one.after, locale),
          after: transformsInWords(one.after, one.before, locale),
        },
      })
    case 'order':
      return say(one.code, { header: one.header, field: label(one.field) })
    case 'combined':
      return say(`combined.${kindOf(one)}`, {
        ...{ field: label(one.field), before: one.before?.separator ?? '', after: one.after?.separator ?? '' },
        steps: transformsInWords(one.after?.transforms ?? [], one.before?.transforms ?? [], locale),
      })
    case 'constant':
      return say(`constant.${kindOf(one)}`, {
        ...{ field: label(one.field), before: one.before ?? '', after: one.after ?? '' },
      })
    case 'may-be-absent':
      return say(one.after ? 'mayBeAbsent' : 'mustBeThere')
    case 'file-added':
    case 'file-removed':
      return say(one.code, { columns: one.columns })
    case 'moved':
    case 'column-detail':
    case 'file-moved':
    case 'file-renamed':
    case 'columns-listed-otherwise':
    case 'file-detail': {
      const { code, ...params } = one
      return say(code, params)
    }
  }
}

function kindOf(one: { before: unknown; after: unknown }): 'set' | 'changed' | 'removed' {
  return one.before === null ? 'set' : one.after === null ? 'removed' : 'changed'
}

/** An encoding, a delimiter or a line. */
function part(value: string | number, words: Translate): string | number {
  if (typeof value === 'number') return value
  const name = (delimiterNames as Readonly<Record<string, string>>)[value]
  return name ? words(`wizard.sample.delimiter.${name}`) : value
}

function fieldLabel(type: ReturnType<TypeLookup>, name: string, locale: Locale): string {
  const title = type?.fields.find((field) => field.name === name)?.title
  const text = title && (locale === 'es-MX' ? title.es : title.en)
  return text && text !== name ? `${name} (${text})` : name
}

function typeName(importType: string, locale: Locale, typeNamed: TypeLookup): string {
  const title = importType === BUNDLE ? bundleTitle : typeNamed(importType)?.title
  return title ? (locale === 'es-MX' ? title.es : title.en) : importType
}
