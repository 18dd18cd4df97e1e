import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Transform } from '../file-mapping'
import { applyTransforms } from './index'

const cases: [Transform[], string, string][] = [
  [[], ' x ', ' x '],
  [[{ type: 'trim' }], ' Maya\u00a0', 'Maya'],
  [[{ type: 'lowercase' }], 'MAYA Ñ', 'maya ñ'],
  [[{ type: 'uppercase' }], 'tx', 'TX'],
  [[{ type: 'replace', values: { S: 'student', T: 'teacher' } }], 'S', 'student'],
  [[{ type: 'replace', values: { S: 'student' } }], ' S ', 'student'],
  [[{ type: 'replace', values: { S: 'student' } }], 'X', 'X'],
  [[{ type: 'replace', values: { S: 'student' } }], 'constructor', 'constructor'],
  [[{ type: 'replace', values: { '': 'none' } }], '  ', 'none'],
  [[{ type: 'default', value: 'student' }], '  ', 'student'],
  [[{ type: 'default', value: 'student' }], 'teacher', 'teacher'],
  [[{ type: 'trim' }, { type: 'uppercase' }, { type: 'replace', values: { S: 'student' } }], ' s ', 'student'],
]

describe('transforms of a column', () => {
  it.each(cases)('%j makes %j into %j', (transforms, before, after) => {
    expect(applyTransforms(before, transforms)).toBe(after)
  })

  it('are applied in order: the whole is the same as one after the other', () => {
    const transform = fc.oneof(
      fc.constantFrom<Transform>({ type: 'trim' }, { type: 'lowercase' }, { type: 'uppercase' }),
      fc.record({ type: fc.constant('default' as const), value: fc.string() }),
      fc.record({ type: fc.constant('replace' as const), values: fc.dictionary(fc.string(), fc.string()) }),
    )
    fc.assert(
      fc.property(fc.string(), fc.array(transform, { maxLength: 5 }), (text, transforms) => {
        const oneByOne = transforms.reduce((changed, step) => applyTransforms(changed, [step]), text)
        expect(applyTransforms(text, transforms)).toBe(oneByOne)
      }),
    )
  })
})
