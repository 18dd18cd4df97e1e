import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignFields, type Candidate } from './assign-fields'
import { heaviestPairs, type Pair } from './heaviest-pairs'

const reason = { code: 'words', params: {} } as const
const may = (column: number, field: string, confidence: number, rank = 1): Candidate => ({
  ...{ column, field, confidence, rank, reason },
})
const pairsOf = (candidates: Candidate[]) => assignFields(candidates).map(({ column, field }) => `${column} ${field}`)

describe('fields are assigned', () => {
  it('to the columns that are likeliest as a whole, not one after the other', () => {
    expect(pairsOf([may(0, 'a', 0.95), may(0, 'b', 0.92), may(1, 'a', 0.92)]).sort()).toEqual(['0 b', '1 a'])
  })

  it('to nobody where two columns, or two fields, are equally likely', () => {
    expect(pairsOf([may(0, 'a', 0.9), may(1, 'a', 0.9)])).toEqual([])
    expect(pairsOf([may(0, 'a', 0.9), may(0, 'b', 0.9)])).toEqual([])
    expect(pairsOf([may(0, 'a', 0.9), may(0, 'b', 0.9), may(1, 'a', 0.9), may(1, 'b', 0.9)])).toEqual([])
    expect(pairsOf([may(0, 'a', 0.9), may(1, 'a', 0.9), may(2, 'a', 0.8)])).toEqual([])
  })

  it('to the one of higher rank where the confidence is the same', () => {
    expect(pairsOf([may(0, 'a', 0.9, 599), may(1, 'a', 0.9, 600)])).toEqual(['1 a'])
  })

  it('though a rival was as likely, if that one found something likelier', () => {
    expect(pairsOf([may(0, 'a', 0.8), may(1, 'a', 0.8), may(1, 'b', 0.99)]).sort()).toEqual(['0 a', '1 b'])
  })
})

it('no other choice of pairs weighs more', () => {
  const pair = fc.record({ row: fc.nat(3), column: fc.nat(4), weight: fc.integer({ min: 1, max: 20 }) })
  fc.assert(
    fc.property(fc.uniqueArray(pair, { maxLength: 12, selector: ({ row, column }) => row * 9 + column }), (pairs) => {
      const found = heaviestPairs(pairs)
      expect(new Set(found.map(({ row }) => row)).size).toBe(found.length)
      expect(new Set(found.map(({ column }) => column)).size).toBe(found.length)
      expect(weigh(found)).toBe(heaviestByTrying(pairs))
    }),
  )
})

const weigh = (pairs: readonly Pair[]) => pairs.reduce((sum, { weight }) => sum + weight, 0)

function heaviestByTrying([first, ...others]: readonly Pair[]): number {
  if (!first) return 0
  const free = others.filter(({ row, column }) => row !== first.row && column !== first.column)
  return Math.max(heaviestByTrying(others), first.weight + heaviestByTrying(free))
}
