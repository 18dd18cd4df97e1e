import { describe, expect, it } from 'vitest'
import { evidences, type ColumnChange } from '@/lib/mapping/column-change'
import { columnChangeSentence } from './column-change'
import { locales } from './locales'
import { translatorFor } from './translate'

const known = { column: 'Student_Number', position: 0, field: 'Student ID', isRequired: true }
const every: ColumnChange[] = [
  ...[true, false].map((isSure): ColumnChange => {
    return {
      kind: 'renamed',
      ...known,
      to: 'StudentNumber',
      toPosition: 2,
      isSure,
      evidence: [...evidences],
      version: 2,
    }
  }),
  { kind: 'missing', ...known },
  { kind: 'missing', ...known, isRequired: false },
  { kind: 'missing', ...known, isRequired: false, field: null },
  { kind: 'respelled', ...known, to: 'student_number', toPosition: 0 },
  { kind: 'moved', ...known, toPosition: 4, after: 'Grade' },
  { kind: 'moved', ...known, position: 4, toPosition: 0, after: null },
  { kind: 'new', column: 'Bus', toPosition: 3, suggestion: null, isSensitive: false },
  { kind: 'new', column: 'Bus', toPosition: 3, suggestion: 'Homeroom', isSensitive: false },
  { kind: 'new', column: 'SSN', toPosition: 3, suggestion: null, isSensitive: true },
  { kind: 'repeated', column: 'Email', positions: [1, 4] },
]

describe.each(locales)('the changes of columns in %s', (locale) => {
  it('have a sentence each, which names the column', () => {
    const sentences = every.map((change) => columnChangeSentence(translatorFor(locale), change))
    sentences.forEach((sentence, index) => {
      expect(sentence).toMatch(/^[^{}]+[^{}.]\.$/)
      expect(sentence).toContain(every[index]?.column)
    })
    expect(new Set(sentences).size).toBe(every.length)
  })
})

it('a rename is said with its reasons, places as people count them', () => {
  const words = translatorFor('en')
  const sentence = columnChangeSentence(words, {
    ...{ kind: 'renamed', ...known, to: 'StudentNumber', toPosition: 0, isSure: true },
    evidence: ['spelling', 'place', 'values'],
  })
  expect(sentence).toBe(
    'The column “Student_Number” is gone; “StudentNumber” stands in its place (the same name, written differently, same place among the others, same kind of values).',
  )
  expect(columnChangeSentence(words, { kind: 'moved', ...known, toPosition: 3, after: 'Grade' })).toBe(
    'The column “Student_Number” moved from position 1 to position 4, behind “Grade”.',
  )
})
