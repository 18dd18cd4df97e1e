import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WrittenRanges } from './written-ranges'

const writes = fc.array(fc.record({ start: fc.nat(60), length: fc.nat(20) }), { maxLength: 40 })

describe('written ranges', () => {
  it('know how much of the beginning is there, whatever the order of the writes', () => {
    fc.assert(
      fc.property(writes, fc.option(fc.nat(60)), (all, cutAt) => {
        const ranges = new WrittenRanges()
        const bytes = new Set<number>()
        for (const { start, length } of all) {
          ranges.add(start, start + length)
          for (let at = start; at < start + length; at += 1) bytes.add(at)
        }
        if (cutAt !== null) {
          ranges.cut(cutAt)
          for (const at of [...bytes]) if (at >= cutAt) bytes.delete(at)
        }
        let whole = 0
        while (bytes.has(whole)) whole += 1
        expect(ranges.wholeBytes).toBe(whole)
      }),
    )
  })

  it('begin with what an earlier session left', () => {
    const ranges = new WrittenRanges(10)
    ranges.add(10, 15)
    expect(ranges.wholeBytes).toBe(15)
  })

  it('give up on a file that is too scattered to follow', () => {
    const ranges = new WrittenRanges()
    const answers = Array.from({ length: 2000 }, (_, index) => ranges.add(index * 2 + 1, index * 2 + 2))
    expect(answers[0]).toBe(true)
    expect(answers.at(-1)).toBe(false)
  })
})
