import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf, type Remarked } from '@/lib/validation/cell'
import { dateFormats } from '@/lib/validation/validation-settings'
import { applyTransforms, changedTexts, CHANGED_LENGTH_MAX, goOn, isRefused } from './index'
import { columnDateFormats, gradeStyles, transformSchema, type Transform } from './transform'

const cases: [Transform[], string, string][] = [
  [[], ' x ', ' x '],
  [[{ type: 'trim' }], ' Maya\u00a0', 'Maya'],
  [[{ type: 'trim' }], ' Maya  Reyes ', 'Maya  Reyes'],
  [[{ type: 'trim', inner: true }], ' Maya \t Reyes ', 'Maya Reyes'],
  [[{ type: 'lowercase' }], 'MAYA Ñ', 'maya ñ'],
  [[{ type: 'uppercase' }], 'tx', 'TX'],
  [[{ type: 'replace', values: { S: 'student', T: 'teacher' } }], 'S', 'student'],
  [[{ type: 'replace', values: { S: 'student' } }], ' S ', 'student'],
  [[{ type: 'replace', values: { S: 'student' } }], 'X', 'X'],
  [[{ type: 'replace', values: { S: 'student' } }], 'constructor', 'constructor'],
  [[{ type: 'replace', values: { '': 'none' } }], '  ', 'none'],
  [[{ type: 'replace', values: { S: 'student' }, unseen: 'error' }], ' ', ' '],
  [[{ type: 'replace', values: { S: 'student' }, unseen: 'error' }], 'student', 'student'],
  [[{ type: 'find', find: '.', with: '' }], 'a.b.c', 'abc'],
  [[{ type: 'find', find: '$&', with: '$1' }], 'x$&y', 'x$1y'],
  [[{ type: 'default', value: 'student' }], '  ', 'student'],
  [[{ type: 'default', value: 'student' }], 'teacher', 'teacher'],
  [[{ type: 'strip-start', text: 'S-' }], ' S-S-7', 'S-7'],
  [[{ type: 'strip-end', text: '@x.org' }], 'maya@x.org', 'maya'],
  [[{ type: 'strip-end', text: '@x.org' }], 'maya@y.org', 'maya@y.org'],
  [[{ type: 'add-start', text: 'S-' }], '7', 'S-7'],
  [[{ type: 'add-start', text: 'S-' }], '  ', '  '],
  [[{ type: 'add-end', text: '@x.org' }], 'maya ', 'maya@x.org'],
  [[{ type: 'pad', width: 3 }], '12', '012'],
  [[{ type: 'pad', width: 3 }], '1234', '1234'],
  [[{ type: 'pad', width: 5 }], 'N/A', 'N/A'],
  [[{ type: 'pad', width: 5 }], '', ''],
  [[{ type: 'strip-zeros' }], '00120', '120'],
  [[{ type: 'strip-zeros' }], '000', '0'],
  [[{ type: 'strip-zeros' }], '00.5', '0.5'],
  [[{ type: 'strip-zeros' }], '00A', 'A'],
  [[{ type: 'strip-zeros' }], ' ', ' '],
  [[{ type: 'trim' }, { type: 'uppercase' }, { type: 'replace', values: { S: 'student' } }], ' s ', 'student'],
]

const names: [string, string][] = [
  ['MAYA REYES', 'Maya Reyes'],
  ['maría josé', 'María José'],
  ['O’BRIEN-SMITH', 'O’Brien-Smith'],
  ["D'ANGELO MARIA'S", "D'Angelo Maria's"],
  ['MARÍA DE LA CRUZ DEL RÍO', 'María de la Cruz del Río'],
  ['DE LA CRUZ', 'De La Cruz'],
  ['JUAN DE LOS SANTOS', 'Juan de los Santos'],
  ['4TH GRADE', '4th Grade'],
  ['', ''],
]

const parts: [string, string, number, boolean, string][] = [
  ['Reyes, Maya', ',', 1, false, 'Reyes'],
  ['Reyes, Maya', ',', 2, false, 'Maya'],
  ['Reyes', ',', 2, false, ''],
  ['Maya Elena  Reyes', ' ', 1, false, 'Maya'],
  ['Maya Elena  Reyes', ' ', 2, true, 'Elena Reyes'],
  ['Maya Elena  Reyes', ' ', -1, false, 'Reyes'],
  ['Maya Elena  Reyes', ' ', -2, true, 'Maya Elena'],
  ['a/b/c', '/', -4, false, ''],
  ['', ' ', 1, false, ''],
]

const dates: [(typeof columnDateFormats)[number], string, string][] = [
  ['DD/MM/YYYY', '05/08/2025', '2025-08-05'],
  ['MM/DD/YYYY', '05/08/2025', '2025-05-08'],
  ['M/D/YYYY', ' 8/5/2025 ', '2025-08-05'],
  ['D MMM YYYY', '05-AUG-2025', '2025-08-05'],
  ['D MMM YYYY', '5 de agosto de 2025', '2025-08-05'],
  ['D MMM YYYY', '5 sept. 2025', '2025-09-05'],
  ['MMM D, YYYY', 'Aug 5, 2025', '2025-08-05'],
  ['MMM D, YYYY', 'enero 5th, 2025', '2025-01-05'],
  ['MM/DD/YYYY', '', ''],
]

const grades: [string, string, string, string][] = [
  ['K', 'KG', 'K', '0'],
  ['Pre-K', 'PK', 'PK', '-1'],
  ['01', '01', '1', '1'],
  ['First grade', '01', '1', '1'],
  ['grade 12', '12', '12', '12'],
  ['5to grado', '05', '5', '5'],
  ['Séptimo', '07', '7', '7'],
  ['2° de secundaria', '08', '8', '8'],
  ['Primero de Prepa', '10', '10', '10'],
  ['Sophomore', '10', '10', '10'],
  [' ', ' ', ' ', ' '],
]

describe('a transform', () => {
  it.each(cases)('%j makes %j into %j', (transforms, before, after) => {
    expect(applyTransforms(before, transforms)).toBe(after)
  })
  it.each(names)('capitalize makes %j into %j', (before, after) => {
    expect(applyTransforms(before, [{ type: 'capitalize' }])).toBe(after)
  })
  it.each(parts)('part: of %j by %j, %j (rest: %j) is %j', (text, separator, part, rest, after) => {
    expect(applyTransforms(text, [{ type: 'part', separator, part, rest }])).toBe(after)
  })
  it.each(dates)('date: %s reads %j as %j', (format, before, after) => {
    expect(applyTransforms(before, [{ type: 'date', format }])).toBe(after)
  })
  it.each(grades)('grade: %j is %j, %j and %j', (text, ...written) => {
    expect(gradeStyles.map((as) => applyTransforms(text, [{ type: 'grade', as }]))).toEqual(written)
  })
  it.each(['Sí', 'si', 'Y', 'TRUE', '1', 'v', 'Enrolled'])('yes-no: %j is yes', (text) => {
    expect(applyTransforms(text, [{ type: 'yes-no', yes: 'Enrolled', no: '-' }])).toBe('Enrolled')
  })
  it('yes-no: a mark is yes and blank is no where that is chosen, and only there', () => {
    const [plain, marks] = [{ type: 'yes-no', yes: 'Y', no: 'N' } as const, { marks: true } as const]
    expect(['', 'x'].map((text) => textOf(applyTransforms(text, [{ ...plain, ...marks }])))).toEqual(['N', 'Y'])
    expect(applyTransforms(' ', [plain])).toBe(' ')
    expect(applyTransforms('x', [plain])).toMatchObject({ code: 'value-boolean' })
  })
})

describe('a text without an answer', () => {
  it.each<[Transform, string, string]>([
    [{ type: 'date', format: 'MM/DD/YYYY' }, '31/12/2025', 'value-date'],
    [{ type: 'date', format: 'MM/DD/YYYY' }, '2025-12-31', 'value-date'],
    [{ type: 'date', format: 'D MMM YYYY' }, '31 Foo 2025', 'value-date'],
    [{ type: 'grade', as: 'codes' }, 'X9', 'value-grade'],
    [{ type: 'grade', as: 'numbers' }, 'TK', 'value-grade'],
    [{ type: 'grade', as: 'codes' }, 'primaria', 'value-grade'],
    [{ type: 'yes-no', yes: 'true', no: 'false' }, 'maybe', 'value-boolean'],
    [{ type: 'replace', values: { S: 'student' }, unseen: 'error' }, 'X', 'value-not-listed'],
    [{ type: 'find', find: 'a', with: 'b'.repeat(500) }, 'a'.repeat(1000), 'value-too-long'],
  ])('of %j, %j, is an error with the text, and what follows is not done', (transform, text, code) => {
    const changed = applyTransforms(text, [transform, { type: 'default', value: 'never' }])
    expect(changed).toMatchObject({ code, severity: 'error', value: text })
  })

  it('goes on with a warning where the list says so, and the warning stays', () => {
    const list: Transform = { type: 'replace', values: { S: 'student' }, unseen: 'warning' }
    expect(applyTransforms('X', [list, { type: 'lowercase' }])).toMatchObject({
      ...{ code: 'value-not-listed', severity: 'warning', value: 'X', text: 'x' },
    })
  })
})

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ 0-9a-zA-Z,./-]{0,20}$/), fc.constant('  '))
const short = fc.string({ minLength: 1, maxLength: 5 })
const word = fc.stringMatching(/^[A-Za-z0-9]{1,5}$/)
const someTransform: fc.Arbitrary<Transform> = fc.oneof(
  fc.constantFrom<Transform>({ type: 'trim' }, { type: 'trim', inner: true }, { type: 'lowercase' }),
  fc.constantFrom<Transform>({ type: 'uppercase' }, { type: 'capitalize' }, { type: 'strip-zeros' }),
  fc.record({ type: fc.constant('default' as const), value: fc.string() }),
  fc.record({
    type: fc.constant('replace' as const),
    values: fc.dictionary(fc.string(), fc.string()),
    unseen: fc.constantFrom(undefined, 'warning' as const, 'error' as const),
  }),
  fc.record({ type: fc.constant('find' as const), find: short, with: fc.string({ maxLength: 500 }) }),
  fc.record({ type: fc.constantFrom('strip-start', 'strip-end', 'add-start', 'add-end'), text: short }),
  fc.record({ type: fc.constant('date' as const), format: fc.constantFrom(...columnDateFormats) }),
  fc.record({
    ...{ type: fc.constant('part' as const), separator: fc.constantFrom(',', ' ', '-', 'ab') },
    ...{ part: fc.constantFrom(1, 2, -1, -3), rest: fc.boolean() },
  }),
  fc.record({ type: fc.constant('pad' as const), width: fc.integer({ min: 2, max: 50 }) }),
  fc.record({ type: fc.constant('grade' as const), as: fc.constantFrom(...gradeStyles) }),
  fc.record({ type: fc.constant('yes-no' as const), yes: word, no: word, marks: fc.boolean() }),
)
const someTransforms = fc.array(someTransform, { maxLength: 5 })

describe('transforms of a column', () => {
  it('answer every text, never with one that is longer than a cell may be', () => {
    fc.assert(
      fc.property(text, fc.nat(4000), someTransforms, (piece, times, transforms) => {
        const before = piece.repeat(times).slice(0, CHANGED_LENGTH_MAX)
        const changed = applyTransforms(before, transforms)
        expect(textOf(changed).length).toBeLessThanOrEqual(CHANGED_LENGTH_MAX)
      }),
    )
  })

  it('are applied in order: the whole is the same as one after the other', () => {
    fc.assert(
      fc.property(text, someTransforms, (before, transforms) => {
        const oneByOne = transforms.reduce<string | Remarked>(
          (changed, step) => (isRefused(changed) ? changed : goOn(changed, (now) => applyTransforms(now, [step]))),
          before,
        )
        expect(applyTransforms(before, transforms)).toEqual(oneByOne)
      }),
    )
  })

  it('leave every text as it is that is not blank, has no blanks at its ends and is not among the changed ones', () => {
    fc.assert(
      fc.property(text, someTransforms, (before, transforms) => {
        const changed = changedTexts(transforms)
        const isListed = changed?.includes(before) ?? true
        if (!isListed && before !== '' && before === before.trim())
          expect(applyTransforms(before, transforms)).toBe(before)
      }),
    )
  })

  it('do nothing more the second time, where a value stays what it has become', () => {
    const lasting = someTransform.filter(
      ({ type, ...more }) =>
        !['find', 'part', 'strip-start', 'strip-end', 'add-start', 'add-end', 'date', 'uppercase'].includes(type) &&
        (type !== 'replace' || Object.values((more as { values: object }).values).length === 0),
    )
    fc.assert(
      fc.property(text, lasting, (before, transform) => {
        // The small sigma of Greek is another one at the end of a word.
        fc.pre(!/[σςΣ]/.test(before))
        const once = applyTransforms(before, [transform])
        if (typeof once === 'string') expect(applyTransforms(once, [transform])).toBe(once)
      }),
      { numRuns: 500 },
    )
  })

  it('read a date back that was written in the same form', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom(...dateFormats), (moment, format) => {
        const iso = moment.toISOString().slice(0, 10)
        const [year = '', month = '', date = ''] = iso.split('-')
        const written = format
          .replace('YYYY', year)
          .replace(/M+/, (letters) => (letters === 'M' ? String(Number(month)) : month))
          .replace(/D+/, (letters) => (letters === 'D' ? String(Number(date)) : date))
        expect(applyTransforms(written, [{ type: 'date', format }])).toBe(iso)
      }),
    )
  })

  it('are stored as they are made', () => {
    fc.assert(
      fc.property(someTransform, (transform) => {
        const stored = transformSchema.parse(JSON.parse(JSON.stringify(transform)))
        expect(stored).toEqual(JSON.parse(JSON.stringify(transform)))
      }),
    )
  })
})
