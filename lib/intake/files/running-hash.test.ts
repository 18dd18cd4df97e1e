import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RunningHash } from './running-hash'

type Step = { readonly write: { readonly position: number; readonly text: string } } | { readonly cut: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ write: fc.record({ position: fc.nat(12), text: fc.string({ maxLength: 6 }) }) }),
  fc.record({ cut: fc.nat(12) }),
)

/** A file as a disk would hold it; gaps are zeros. */
function perform(steps: readonly Step[]): Buffer {
  return steps.reduce<Buffer>((file, next) => {
    if ('cut' in next) return Buffer.concat([file, Buffer.alloc(12)]).subarray(0, next.cut)
    const bytes = Buffer.from(next.write.text)
    const grown = Buffer.concat([file, Buffer.alloc(Math.max(0, next.write.position + bytes.length - file.length))])
    bytes.copy(grown, next.write.position)
    return grown
  }, Buffer.alloc(0))
}

it('the hash of an arriving file is the hash of what is on disk, or unknown, whatever is written and cut', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const hash = new RunningHash(0)
      for (const next of steps) {
        if ('cut' in next) hash.cut(next.cut)
        else if (next.write.text !== '') hash.add(next.write.position, [Buffer.from(next.write.text)])
      }
      const file = perform(steps.filter((next) => 'cut' in next || next.write.text !== ''))
      expect([createHash('sha256').update(file).digest('hex'), undefined]).toContain(hash.of(file.length))
    }),
    { numRuns: 5000 },
  )
})

it('is known of a file that came in order, and of an empty one', () => {
  const hash = new RunningHash(0)
  hash.add(0, [Buffer.from('a'), Buffer.from('b')])
  hash.add(2, [Buffer.from('c')])
  expect(hash.of(3)).toBe(createHash('sha256').update('abc').digest('hex'))
  expect(new RunningHash(0).of(0)).toBe(createHash('sha256').digest('hex'))
})

it('is not known of a file that was continued', () => {
  const hash = new RunningHash(5)
  hash.add(5, [Buffer.from('x')])
  expect(hash.of(6)).toBeUndefined()
})
