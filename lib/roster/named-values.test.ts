// What rows name is what their cells say, however it is collected.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { users } from '@/lib/import-types/oneroster-1.1/users'
import type { RosterValue } from '@/lib/validation/roster-value'
import { collectNamedValues, type NamedValue } from './named-values'
import { rosterTableOf } from './table-names'

const table = rosterTableOf(users)
const columnNamed = (name: string) => table.columns.find(({ field }) => field.name === name)!
const orgs = columnNamed('orgSourcedIds')

function rowNaming(list: readonly string[] | null): (RosterValue | null)[] {
  return users.fields.map((_, index) => (index === orgs.index ? list : null))
}

function plainly(lists: readonly (readonly string[] | null)[]): Map<string, NamedValue> {
  const values = new Map<string, NamedValue>()
  lists.forEach((list, row) => {
    for (const value of list ?? []) {
      if (value === '') continue
      const known = values.get(value)
      values.set(value, { rows: (known?.rows ?? 0) + 1, line: known?.line ?? row + 2 })
    }
  })
  return values
}

describe('the values that rows name', () => {
  it('are each there once, with its rows and its first line', () => {
    const value = fc.oneof(fc.constantFrom('', 'a', 'b', 'ñandú'), fc.string({ unit: 'grapheme', maxLength: 40 }))
    const list = fc.option(fc.array(value, { maxLength: 4 }), { freq: 4 })
    fc.assert(
      fc.property(fc.array(list, { maxLength: 60 }), (lists) => {
        const named = collectNamedValues(table)
        lists.forEach((one, row) => named.takeRow(rowNaming(one), row + 2))
        expect(named.of(orgs)).toEqual(plainly(lists))
      }),
    )
  })

  it('are all there when there are very many, and none are given out when there are too many', () => {
    const named = collectNamedValues(table)
    for (let row = 0; row < 100_000; row++) named.takeRow(rowNaming([`org-${row % 50_000}`]), row + 2)
    expect(named.of(orgs)?.size).toBe(50_000)
    expect(named.of(orgs)?.get('org-49999')).toEqual({ rows: 2, line: 50_001 })
    for (let row = 0; row < 200_001; row++) named.takeRow(rowNaming([`other-${row}`]), row + 2)
    expect(named.of(orgs)).toBeUndefined()
  })

  it('are not given out for a field that names nothing', () => {
    expect(collectNamedValues(table).of(columnNamed('familyName'))).toBeUndefined()
  })
})
