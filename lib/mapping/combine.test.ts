import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '@/lib/validation/cell'
import { combine } from './combine'
import { applyTransforms, CHANGED_LENGTH_MAX } from './transforms'

const plain = (separator: string, count: number) =>
  combine(
    { separator, transforms: [] },
    Array.from({ length: count }, () => []),
  )

describe('a field made of several columns', () => {
  it.each([
    [['Maya', 'Reyes'], 'Maya Reyes'],
    [['Maya', ' ', 'Reyes'], 'Maya Reyes'],
    [['', 'Reyes '], 'Reyes'],
    [['', ' '], ''],
    [[], ''],
  ])('%j is %j', (texts, whole) => {
    expect(plain(' ', texts.length)(texts)).toBe(whole)
  })

  it('changes each text by its own transforms, then the whole', () => {
    const make = combine({ separator: '-', transforms: [{ type: 'lowercase' }] }, [[{ type: 'pad', width: 3 }], []])
    expect(make(['7', 'AB'])).toBe('007-ab')
  })

  it('is refused with what is wrong with one of its texts, and keeps a warning', () => {
    const list = (unseen: 'warning' | 'error') => [{ type: 'replace' as const, values: { a: 'b' }, unseen }]
    const make = (unseen: 'warning' | 'error') => combine({ separator: '-', transforms: [] }, [[], list(unseen)])
    expect(make('error')(['x', 'c'])).toMatchObject({ code: 'value-not-listed', value: 'c', severity: 'error' })
    expect(make('warning')(['x', 'c'])).toMatchObject({ code: 'value-not-listed', text: 'x-c', severity: 'warning' })
  })

  it('is never longer than a cell may be', () => {
    const long = 'x'.repeat(CHANGED_LENGTH_MAX - 5)
    expect(textOf(plain('-', 2)([long, 'abcde']))).toBe('')
    expect(plain('-', 2)([long, 'abc'])).toBe(`${long}-abc`)
  })

  it('can be taken apart again, if none of its texts holds the separator or is blank', () => {
    const word = fc.stringMatching(/^[a-zñ]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.constantFrom(', ', '-', ' '), (words, between) => {
        const whole = textOf(plain(between, words.length)(words))
        words.forEach((one, index) => {
          expect(applyTransforms(whole, [{ type: 'part', separator: between, part: index + 1 }])).toBe(one)
          const fromEnd = index - words.length
          expect(applyTransforms(whole, [{ type: 'part', separator: between, part: fromEnd }])).toBe(one)
        })
      }),
    )
  })
})
