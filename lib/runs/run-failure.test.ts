import { expect, it } from 'vitest'
import { locales } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { failureSentence, readFailure, type RunFailure } from './run-failure'

const failures: RunFailure[] = [
  { reason: 'file-issue', code: 'file-empty' },
  { reason: 'too-many-rejected', rejected: 3, rows: 10, limitPercent: 20 },
  { reason: 'unsafe', attempts: 3 },
  { reason: 'undo-unsafe', attempts: 3 },
  { reason: 'history-gone' },
  { reason: 'internal', errorId: 'e-1' },
  { reason: 'file-damaged', errorId: 'e-2' },
  { reason: 'master-key-missing', errorId: 'e-3' },
  { reason: 'file-gone' },
  { reason: 'discarded', by: 'Dana Whitfield', at: '2026-11-22T08:00:00.000Z' },
  { reason: 'superseded' },
  { reason: 'expired', days: 30 },
]

it.each(failures)('says in every language why a run was not applied: $reason', (failure) => {
  expect(readFailure(JSON.parse(JSON.stringify(failure)))).toEqual(failure)
  const sentences = locales.map((locale) => failureSentence(translatorFor(locale), failure))
  expect(new Set(sentences).size).toBe(locales.length)
  for (const sentence of sentences) expect(sentence).toMatch(/^\S.+\.$/)
})

it('knows that a run without failure has none', () => {
  expect(readFailure(null)).toBeNull()
  expect(readFailure({ reason: 'of a later version' })).toBeNull()
})
