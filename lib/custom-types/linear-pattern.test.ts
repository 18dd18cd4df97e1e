import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { patternProblem, withoutAnchors } from './linear-pattern'

describe('a pattern typed in by a person', () => {
  it.each([
    '[A-Z]{2}\\d{4}',
    '\\d{5}(-\\d{4})?',
    'BUS-\\d+',
    '(?:A|B|C)\\d',
    '[^@ ]+@[^@ ]+',
    '\\d{1,2}:\\d{2}',
    '[A-ZÁÉÍÓÚÑ][a-záéíóúñ]*( [A-Z][a-z]*)*',
    '.{0,255}',
    '[\\w.-]+',
    'R[0-9a-f]{8}',
    '',
    '(red|green|blue)',
    '[+-]?\\d+(\\.\\d+)?',
    'a-b',
    '[a-]',
  ])('is taken: %s', (pattern) => expect(patternProblem(pattern)).toBeUndefined())

  it.each([
    ['(a+)+', 'ambiguous'],
    ['(a*)*', 'ambiguous'],
    ['(a|a)*', 'ambiguous'],
    ['(a|ab)(c|bcd)', 'ambiguous'],
    ['.*.*=.*', 'ambiguous'],
    ['a*a*a*b', 'ambiguous'],
    ['(\\d+|\\w+)-', 'ambiguous'],
    ['(a?){30}', 'ambiguous'],
    ['([a-z]+)*[0-9]', 'ambiguous'],
    ['\\d{1,3}\\d{2}', 'ambiguous'],
    ['(|)', 'ambiguous'],
    ['(a', 'not-a-pattern'],
    ['[z-a]', 'not-a-pattern'],
    ['a{3,1}', 'not-a-pattern'],
    ['(?=a)b', 'not-taken'],
    ['(a)\\1', 'not-taken'],
    ['a+?', 'not-taken'],
    ['a$b', 'not-taken'],
    ['\\p{L}', 'not-taken'],
    ['\\bx', 'not-taken'],
    ['(.{99}){99}', 'too-large'],
    ['x'.repeat(201), 'too-long'],
  ])('is not taken: %s is %s', (pattern, problem) => expect(patternProblem(pattern)).toBe(problem))

  it('may be written with the marks of beginning and end', () => {
    expect(withoutAnchors('^\\d+$')).toBe('\\d+')
    expect(withoutAnchors('a\\$')).toBe('a\\$')
    expect(patternProblem(withoutAnchors('^a|b$'))).toBe('not-taken')
  })

  it('that is taken is decided at once, however long and contrary the text is', () => {
    const atom = fc.constantFrom('a', 'b', '\\d', '[ab]', '[^a]', '.', '(?:ab)', '(?:a|b)')
    const part = fc.tuple(atom, fc.constantFrom('', '?', '*', '+', '{2}', '{1,3}')).map(([one, times]) => one + times)
    const group = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `(?:${parts.join('')})`)
    const repeated = fc.tuple(group, fc.constantFrom('', '*', '+', '?')).map(([one, times]) => one + times)
    const pattern = fc.array(fc.oneof(part, repeated), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
    const unit = fc.constantFrom('a', 'b', 'ab', '1', 'aab')
    fc.assert(
      fc.property(pattern, unit, fc.constantFrom('', '!', 'b'), (text, repeat, end) => {
        fc.pre(patternProblem(text) === undefined)
        const form = new RegExp(`^(?:${text})$`, 'u')
        const before = performance.now()
        form.test(repeat.repeat(5_000) + end)
        expect(performance.now() - before).toBeLessThan(1_000)
      }),
      { numRuns: 2_000 },
    )
  })
})
