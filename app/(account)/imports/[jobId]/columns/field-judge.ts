// What a field's check says of a value, in the person's language: the very check of every night, in the browser.
import { createTranslator } from 'use-intl/core'
import { issueParams } from '@/lib/issues/issue-params'
import type { Issue, Severity } from '@/lib/issues/issue'
import type { Transform } from '@/lib/mapping/file-mapping'
import type { Cell } from '@/lib/validation/cell'
import { compileField } from '@/lib/validation/compile-field'
import type { ValuesAnswer } from './values-action'

export type Said = { readonly severity: Severity; readonly sentence: string }

/** Says what there is to say of a value of the field; nothing if it is good. */
export type FieldJudge = (cell: Cell) => Said[]

/**
 * Compiles the judge of one field.
 * @param transforms of all columns that fill it: behind one that reads dates, dates are written in one way.
 */
export function fieldJudge(
  { type, settings, words }: ValuesAnswer['check'],
  name: string,
  transforms: readonly Transform[],
  { column, locale }: { column: string; locale: string },
): FieldJudge {
  const field = type.fields.find((candidate) => candidate.name === name)
  if (!field) return () => []
  const isDated = transforms.some((transform) => transform.type === 'date')
  const check = compileField(field, type, {
    ...settings,
    columnOf: () => column,
    dateFormatsOf: () => (isDated ? ['YYYY-MM-DD'] : undefined),
  })
  const translate = createTranslator({ locale, messages: words }) as unknown as (
    key: string,
    params: Record<string, string | number>,
  ) => string
  return (cell) => {
    const issues: Issue[] = []
    check(cell, 0, issues)
    return issues.map((issue) => ({
      severity: issue.severity,
      sentence: translate(`${issue.code}.sentence`, issueParams(issue)),
    }))
  }
}
