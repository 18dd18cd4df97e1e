'use server'

import { z } from 'zod'
import { getLocale } from 'next-intl/server'
import { columnValues, type ColumnValues } from '@/lib/import-jobs/column-values'
import { importJobById } from '@/lib/import-jobs/import-job'
import type { ImportType } from '@/lib/import-types/import-type'
import type { ValidatorSettings } from '@/lib/validation/validation-settings'
import { toLocale } from '@/lib/words/locales'
import { wordsOf, type Words } from '@/lib/words/words'
import { memberFor } from '../../../member'

export type ValuesAnswer = ColumnValues & {
  /** What the browser needs to check a value as every night does: the type, the settings, the words of what is wrong. */
  readonly check: {
    readonly type: ImportType
    readonly settings: ValidatorSettings
    readonly words: Words
  }
}

/** The values of columns in the whole sample. Null: it is not there any more. */
export async function loadValues(
  jobId: string,
  name: string,
  positions: readonly number[],
): Promise<ValuesAnswer | null> {
  const { account } = await memberFor('import')
  const job = await importJobById(account.id, z.uuid().parse(jobId))
  const importType = job?.analysis?.files.find((file) => file.name === name)?.importType ?? null
  const type = importType === null ? undefined : job?.catalogue.named(importType)
  const values = job && type && (await columnValues(job, name, z.array(z.int().min(0)).parse(positions)))
  if (!values) return null
  const { dateFormats, tolerance, mode } = job.settings
  // Sweden writes dates as ISO 8601 does.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: account.timeZone, dateStyle: 'short' }).format()
  const words = wordsOf(toLocale(await getLocale()))
  return {
    ...values,
    check: {
      type: bare(type),
      settings: { dateFormats, tolerance, partial: mode === 'partial', today },
      words: cellWords(words.issues),
    },
  }
}

/** Without what only the mapper and the guides need. */
function bare(type: ImportType): ImportType {
  const fields = type.fields.map(({ synonyms: _synonyms, note: _note, ...field }) => field)
  return { ...type, fields, examples: [] }
}

/** The words of what may be wrong with one value. */
function cellWords(issues: Words | string | undefined): Words {
  const entries = Object.entries(typeof issues === 'object' ? issues : {})
  return Object.fromEntries(entries.filter(([code]) => code.startsWith('value-')))
}
