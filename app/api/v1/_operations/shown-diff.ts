// The difference of two templates as callers see it: the sentences a person reads, each with its code and its facts.
import { z } from 'zod'
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { FileDifference, GeneralDifference, TemplateDiff } from '@/lib/templates/diff/difference'
import { diffInWords, type Sentence } from '@/lib/templates/diff/difference-in-words'
import type { Locale } from '@/lib/words/locales'

const differenceSchema = z
  .object({
    code: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    message: z.string(),
    /** The header of the column, the field, the setting. */
    column: z.string().nullable(),
    field: z.string().nullable(),
    setting: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'TemplateDifference' })

export const diffSchema = z.object({
  differences: z.array(differenceSchema),
  files: z.array(z.object({ name: z.string(), importType: z.string(), differences: z.array(differenceSchema) })),
})

export function shownDiff(diff: TemplateDiff, locale: Locale, catalogue: Catalogue): z.input<typeof diffSchema> {
  const worded = diffInWords(diff, locale, (name) => catalogue.named(name))
  return {
    differences: diff.general.map((one, index) => shownDifference(one, worded.general[index])),
    files: diff.files.map(({ name, importType, differences }, file) => ({
      ...{ name, importType },
      differences: differences.map((one, index) => shownDifference(one, worded.files[file]?.sentences[index])),
    })),
  }
}

function shownDifference(one: GeneralDifference | FileDifference, sentence: Sentence | undefined) {
  const facts: Record<string, unknown> = { ...one }
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : null)
  return {
    ...{ code: one.code, change: sentence?.change ?? ('changed' as const), message: sentence?.text ?? '' },
    ...{ column: text('header'), field: text('field'), setting: text('setting') },
    ...{ before: facts.before ?? null, after: facts.after ?? null },
  }
}
