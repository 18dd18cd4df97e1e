import { describe, expect, it } from 'vitest'
import { firstDraft, openSuggestions } from './first-draft'
import type { FieldChoice, GridColumn } from './grid-column'
import { columnsFor, missingFields, type MappingDraft } from './mapping-draft'
import type { Fill } from '@/lib/mapping/file-mapping'
import { advanceHistory, startHistory, type HistoryAction, type MappingHistory } from './mapping-history'

const field = (name: string, more: Partial<FieldChoice> = {}): FieldChoice => ({
  ...{ name, title: name, required: false, isKey: false, sensitive: false, kind: 'text', synonyms: [] },
  ...more,
})

const column = (position: number, key: string, suggestion: GridColumn['suggestion'] = null): GridColumn => ({
  ...{ header: key, key, position, samples: [], isSensitive: false, suggestion },
})

const suggestion = (name: string, confidence = 0.99) => ({ field: name, confidence, why: 'the name is the same' })

const fields = [
  field('sourcedId', { required: true }),
  field('givenName', { required: true }),
  field('birthDate', { sensitive: true }),
]
const columns = [
  column(0, 'sourcedId', suggestion('sourcedId')),
  column(1, 'first', suggestion('givenName', 0.7)),
  column(2, 'dob', suggestion('birthDate')),
  column(3, 'junk'),
]

type MappingFills = Fill[]
const plain = (name: string): Fill => ({ field: name, transforms: [] })

const fieldsOf = (draft: MappingDraft) => draft.columns.map((one) => one.field)
const run = (draft: MappingDraft, ...actions: HistoryAction[]): MappingHistory =>
  actions.reduce(advanceHistory, startHistory(draft))
const give = (position: number, name: string | null): HistoryAction => ({
  type: 'edit',
  edit: { type: 'field', position, field: name },
})

describe('the draft as the columns page opens', () => {
  it('chooses what is sure, and never a sensitive field', () => {
    expect(fieldsOf(firstDraft(columns, fields, undefined))).toEqual(['sourcedId', null, null, null])
  })

  it('is what the person saved, even where a suggestion is sure', () => {
    const saved = {
      columns: [{ header: 'sourcedId', position: 0, field: null, transforms: [] }],
      constants: { givenName: 'x' },
    }
    const draft = firstDraft(columns, fields, saved)
    expect(fieldsOf(draft)).toEqual([null, null, null, null])
    expect(draft.constants).toEqual({ givenName: 'x' })
  })

  it('offers the other suggestions at one press, but not for sensitive or filled fields', () => {
    const draft = firstDraft(columns, fields, undefined)
    expect(openSuggestions(draft, columns, fields)).toEqual([{ position: 1, field: 'givenName' }])
    const filled = run(draft, give(3, 'givenName')).draft
    expect(openSuggestions(filled, columns, fields)).toEqual([])
  })
})

describe('edits of the draft', () => {
  const start = firstDraft(columns, fields, undefined)

  it('fill a field from one place only', () => {
    expect(fieldsOf(run(start, give(3, 'sourcedId')).draft)).toEqual([null, null, null, 'sourcedId'])
    const constant: HistoryAction = { type: 'edit', edit: { type: 'constant', field: 'sourcedId', value: '7' } }
    const fixed = run(start, constant).draft
    expect([fieldsOf(fixed)[0], fixed.constants]).toEqual([null, { sourcedId: '7' }])
    const back = run(start, constant, give(0, 'sourcedId')).draft
    expect([fieldsOf(back)[0], back.constants]).toEqual(['sourcedId', {}])
  })

  const fills = (position: number, ...all: MappingFills): HistoryAction => ({
    type: 'edit',
    edit: { type: 'fills', position, fills: all },
  })
  const combine = (name: string, ...positions: number[]): HistoryAction => ({
    type: 'edit',
    edit: { type: 'combine', field: name, positions, combination: { separator: ' ', transforms: [{ type: 'trim' }] } },
  })

  it('let one column fill several fields, and take them from where they were', () => {
    const { draft } = run(start, give(1, 'givenName'), fills(0, plain('sourcedId'), plain('givenName')))
    expect(draft.columns[0]?.alsoFills).toEqual([plain('givenName')])
    expect([fieldsOf(draft)[1], missingFields(draft, fields)]).toEqual([null, []])
    const ignored = run(draft, give(0, null)).draft
    expect(ignored.columns[0]).toEqual({ header: 'sourcedId', position: 0, field: null, transforms: [] })
    expect(missingFields(ignored, fields)).toHaveLength(2)
  })

  it('put a field together from several columns, in their order, also from one that fills another field', () => {
    const { draft } = run(start, combine('givenName', 3, 1, 0))
    expect(columnsFor(draft, 'givenName').map(({ position }) => position)).toEqual([3, 1, 0])
    expect([draft.columns[0]?.field, draft.columns[0]?.alsoFills?.[0]?.field]).toEqual(['sourcedId', 'givenName'])
    expect(Object.keys(draft.combined ?? {})).toEqual(['givenName'])
    const other = run(draft, give(2, 'givenName')).draft
    expect(columnsFor(other, 'givenName').map(({ position }) => position)).toEqual([2])
    expect(other.combined).toBeUndefined()
  })

  it('leave a part alone once the others are gone, with what was done to the whole', () => {
    const { draft } = run(start, combine('givenName', 1, 3), give(3, null))
    expect(draft.columns[1]).toEqual({
      header: 'first',
      position: 1,
      field: 'givenName',
      transforms: [{ type: 'trim' }],
    })
    expect(draft.combined).toBeUndefined()
    const fixed = run(start, combine('givenName', 1, 3), {
      ...{ type: 'edit', edit: { type: 'constant', field: 'givenName', value: 'x' } },
    }).draft
    expect([fieldsOf(fixed).slice(1), fixed.combined]).toEqual([[null, null, null], undefined])
  })

  it('say which required fields are missing', () => {
    expect(missingFields(start, fields).map(({ name }) => name)).toEqual(['givenName'])
    expect(missingFields(run(start, give(1, 'givenName')).draft, fields)).toEqual([])
  })

  it('leave the columns they do not concern the same objects, so that their rows are not drawn again', () => {
    const after = run(start, give(1, 'givenName')).draft
    expect(after.columns[0]).toBe(start.columns[0])
    expect(after.columns[3]).toBe(start.columns[3])
  })

  it('can all be undone and done again, in order', () => {
    const done = run(start, give(1, 'givenName'), give(3, 'sourcedId'), { type: 'undo' })
    expect(fieldsOf(done.draft)).toEqual(['sourcedId', 'givenName', null, null])
    const again = advanceHistory(done, { type: 'redo' })
    expect(fieldsOf(again.draft)).toEqual([null, 'givenName', null, 'sourcedId'])
    const all = run(
      start,
      give(1, 'givenName'),
      give(3, 'sourcedId'),
      { type: 'undo' },
      { type: 'undo' },
      { type: 'undo' },
    )
    expect(all.draft).toEqual(start)
  })

  it('are no step if they change nothing', () => {
    expect(run(start, give(0, 'sourcedId'), give(3, null)).done).toEqual([])
  })

  it('forget what was undone once something new is done', () => {
    const after = run(start, give(1, 'givenName'), { type: 'undo' }, give(3, 'givenName'), { type: 'redo' })
    expect(fieldsOf(after.draft)).toEqual(['sourcedId', null, null, 'givenName'])
  })
})
