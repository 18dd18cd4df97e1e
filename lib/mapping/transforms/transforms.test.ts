import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Transform } from '../file-mapping'
import { applyTransforms, changedTexts } from './index'

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

const someTransforms = fc.array(
  fc.oneof(
    fc.constantFrom<Transform>({ type: 'trim' }, { type: 'lowercase' }, { type: 'uppercase' }),
    fc.record({ type: fc.constant('default' as const), value: fc.string() }),
    fc.record({ type: fc.constant('replace' as const), values: fc.dictionary(fc.string(), fc.string()) }),
  ),
  { maxLength: 5 },
)

describe('transforms of a column', () => {
  it.each(cases)('%j makes %j into %j', (transforms, before, after) => {
    expect(applyTransforms(before, transforms)).toBe(after)
  })

  it('are applied in order: the whole is the same as one after the other', () => {
    fc.assert(
      fc.property(fc.string(), someTransforms, (text, transforms) => {
        const oneByOne = transforms.reduce((changed, step) => applyTransforms(changed, [step]), text)
        expect(applyTransforms(text, transforms)).toBe(oneByOne)
      }),
    )
  })

  it('leave every text as it is that is not blank, has no blanks at its ends and is not among the changed ones', () => {
    fc.assert(
      fc.property(fc.string(), someTransforms, (text, transforms) => {
        const changed = changedTexts(transforms)
        const isListed = changed?.includes(text) ?? true
        if (!isListed && text !== '' && text === text.trim()) expect(applyTransforms(text, transforms)).toBe(text)
      }),
    )
  })
})
