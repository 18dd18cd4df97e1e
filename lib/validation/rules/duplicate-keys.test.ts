import { describe, expect, it } from 'vitest'
import { judgeDuplicateKey, judgeRepeatedValue } from './duplicate-keys'

const copy = (line: number, content: string) => ({ line, content })

describe('rows of one file with the same key', () => {
  it('keeps one of identical copies and warns of the others', () => {
    const verdict = judgeDuplicateKey([copy(2, 'a'), copy(9, 'a'), copy(40, 'a')], 'tolerant')
    expect(verdict).toEqual({
      keptLine: 2,
      issues: [
        { code: 'row-key-repeated', severity: 'warning', level: 'row', line: 9, params: { firstLine: 2 } },
        { code: 'row-key-repeated', severity: 'warning', level: 'row', line: 40, params: { firstLine: 2 } },
      ],
    })
  })

  it.each(['tolerant', 'strict'] as const)(
    'rejects all rows that differ, each naming another line (%s)',
    (tolerance) => {
      const verdict = judgeDuplicateKey([copy(2, 'a'), copy(9, 'b'), copy(40, 'a')], tolerance)
      expect(verdict.keptLine).toBeNull()
      expect(
        verdict.issues.map(({ code, severity, line, params }) => [code, severity, line, params?.firstLine]),
      ).toEqual([
        ['row-key-duplicate', 'error', 2, 9],
        ['row-key-duplicate', 'error', 9, 2],
        ['row-key-duplicate', 'error', 40, 2],
      ])
    },
  )

  it('rejects identical copies too in strict mode', () => {
    expect(judgeDuplicateKey([copy(2, 'a'), copy(3, 'a')], 'strict')).toMatchObject({
      keptLine: null,
      issues: [{}, {}],
    })
  })

  it('has nothing to say of a single row', () => {
    expect(judgeDuplicateKey([copy(2, 'a')], 'strict')).toEqual({ keptLine: 2, issues: [] })
  })
})

describe('a value that must be unique in its file', () => {
  it('rejects all rows that share it', () => {
    expect(judgeRepeatedValue([3, 8], 'username', 'Login')).toEqual([
      {
        code: 'value-not-unique',
        severity: 'error',
        level: 'cell',
        line: 3,
        column: 'Login',
        field: 'username',
        params: { firstLine: 8 },
      },
      {
        code: 'value-not-unique',
        severity: 'error',
        level: 'cell',
        line: 8,
        column: 'Login',
        field: 'username',
        params: { firstLine: 3 },
      },
    ])
    expect(judgeRepeatedValue([3], 'username')).toEqual([])
  })
})
