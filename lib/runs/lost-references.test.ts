// A row that is as last time, and names a record that is not there any more, is looked at all the same.
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Dialect } from '@/lib/csv/dialect'
import { keyTable } from '@/lib/delta/key-table'
import { readDelta } from '@/lib/delta/read-delta'
import { importTypeNamed } from '@/lib/import-types'
import { fieldOf, type Field, type ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import type { Transform } from '@/lib/mapping/transforms/transform'
import { db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { compileField } from '@/lib/validation/compile-field'
import { LIST_SEPARATOR } from '@/lib/validation/kinds/list'
import type { ValidatorSettings } from '@/lib/validation/validation-settings'
import type { Run } from './run'
import { runIssues } from './run-issues'
import { deliver, prepareInstallation, testDistrict, testTemplate, type District } from './test-district'

const seed = 0x1234_5678_9abc_def0n
const dialect: Dialect = { delimiter: ',', quote: '"', encoding: 'utf-8', headerLine: 1 }

const blanks = [' ', '  ', '\t', '\u00a0', '\u1680', '\u2003', '\u2028', '\u205f', '\u3000', '\ufeff', '\u0085']
const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'b', 'org-1', 'org-12', '12345678', '123456789') },
  { weight: 3, arbitrary: fc.constantFrom('x y', 'é9', 'ñ', '美咲', '\u2019s', 'Ａ', '😀', 'a"b', '"', '\u3042', 'Â') },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'grapheme' }) },
)
const around = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...blanks), { maxLength: 2 }).map((parts) => parts.join('')) },
)
const item = fc.tuple(around, name, around).map((parts) => parts.join(''))
const cell = fc.array(item, { maxLength: 3 }).map((items) => items.join(','))

const typeOf = (name: string) => importTypeNamed(name) as ImportType
const naming: readonly { type: ImportType; field: Field }[] = [
  ['oneroster-1.1/users', 'orgSourcedIds'],
  ['oneroster-1.1/classes', 'schoolSourcedId'],
  ['visitor-aware/students', 'School ID'],
].map(([type = '', field = '']) => ({ type: typeOf(type), field: fieldOf(typeOf(type), field) }))
/** An account's own type may refer by a text, of which more can be said without an issue. */
const byText = {
  type: typeOf('visitor-aware/students'),
  field: { ...fieldOf(typeOf('visitor-aware/students'), 'School ID'), kind: 'text' as const },
}

/** What the cell names, if nothing is to be said about it: only such a row can be as last time. */
function namesIn(cell: string, { type, field }: (typeof naming)[number], settings: ValidatorSettings): unknown[] {
  const issues: Issue[] = []
  const value = compileField(field, type, settings)(cell, 2, issues)
  return issues.length === 0 ? [value].flat() : []
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

async function listedRows(file: string, table: ReturnType<typeof keyTable>, separator: string | undefined) {
  const listed = new Set<string>()
  const watch = () => ({ key: [0], content: [0, 1], names: [{ position: 1, separator }] })
  for await (const piece of readDelta(bytesOf(file), dialect, { table, watch })) {
    for (const event of piece.type === 'events' ? piece.events : []) if ('cells' in event) listed.add(event.cells[0]!)
    if (piece.type !== 'rows') continue
    for (let row = 0; row < piece.count; row++) listed.add(piece.cells(row)[0]!)
  }
  return listed
}

describe('whatever the cells say', () => {
  it('a row that names a lost value is listed', async () => {
    let found = 0
    let passedOver = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...naming, byText),
        fc.constantFrom('tolerant' as const, 'strict' as const),
        fc.array(cell, { minLength: 1, maxLength: 20, size: 'max' }),
        fc.array(fc.oneof(name, item), { minLength: 1, maxLength: 3, size: 'max' }),
        async (of, tolerance, cells, lost) => {
          const settings: ValidatorSettings = { dateFormats: ['YYYY-MM-DD'], tolerance, partial: false }
          const quoted = cells.map((text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
          const file = ['id,names', ...quoted.map((text, index) => `k${index},${text}`), ''].join('\n')
          const separator = of.field.kind === 'list' ? LIST_SEPARATOR : undefined
          const table = keyTable({ seed })
          await listedRows(file, table, separator)
          table.finish(true)
          lost.forEach(table.lose(lost.length))
          const listed = await listedRows(file, table, separator)
          for (const [index, text] of cells.entries()) {
            const isLost = namesIn(text, of, settings).some((value) => lost.includes(String(value)))
            if (isLost)
              expect([...listed], `${JSON.stringify(text)} names ${JSON.stringify(lost)}`).toContain(`k${index}`)
            if (isLost) found++
          }
          passedOver += cells.length - listed.size
        },
      ),
      { numRuns: 600 },
    )
    expect(found).toBeGreaterThan(300)
    expect(passedOver).toBeGreaterThan(500)
  })

  it('of many values nearly all others are passed over', async () => {
    const table = keyTable({ seed })
    const file = ['id,names', ...Array.from({ length: 20_000 }, (_, index) => `k${index},n${index}`), ''].join('\n')
    await listedRows(file, table, undefined)
    table.finish(true)
    const lose = table.lose(10_000)
    for (let index = 0; index < 10_000; index++) lose(`n${index}`)
    const listed = await listedRows(file, table, undefined)
    expect(listed.size).toBeGreaterThanOrEqual(10_000)
    expect(listed.size).toBeLessThan(10_200)
  })
})

const orgHeader = 'sourcedId,name,type'
const userHeader = 'sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName'
const orgs = (...ids: string[]) => [orgHeader, ...ids.map((id) => `${id},School,school`), ''].join('\n')
const users = (rows: readonly string[]) =>
  [userHeader, ...rows.map((row) => row.replace(/^(\S+) (.*)$/, '$1,true,$2,student,$1,Ada,Reyes')), ''].join('\n')

let district: District
/** No two files are the same to the byte: such a one would not be read. */
let nights = 0
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
async function deliverUsers(...rows: string[]): Promise<[unknown[], Run]> {
  const run = await deliver(district, users(rows) + '\n'.repeat(nights++), { fileName: 'users.csv' })
  expect(run.state).toBe('applied')
  const issues = await runIssues(run.id)
  return [issues.filter(({ code }) => code === 'value-reference').map(({ line, value }) => `${line} ${value}`), run]
}

const rows = ['1 a', '2 "b, a"', '3 b', 'é c']
const usersType = { importType: 'oneroster-1.1/users', fileName: 'users.csv' }

/** A template whose organizations are written otherwise than they are called. */
async function changeOrgs(templateId: string, transforms: readonly Transform[]): Promise<void> {
  const version = await db.templateVersion.findFirstOrThrow({ where: { templateId } })
  const mapping = version.mapping as { columns: { field: string; transforms?: unknown }[] }[]
  for (const column of mapping[0]?.columns ?? []) if (column.field === 'orgSourcedIds') column.transforms = transforms
  await db.templateVersion.update({ where: { id: version.id }, data: { mapping: mapping as object } })
}

describe('a record that is named and gone', () => {
  beforeEach(async () => {
    district = await testDistrict()
    await testTemplate(district, orgHeader, { importType: 'oneroster-1.1/orgs', fileName: 'orgs.csv' })
  })

  it('is told of with the next file, as long as it is gone', async () => {
    await testTemplate(district, userHeader, usersType)
    await deliver(district, orgs('a', 'b', 'c'), { fileName: 'orgs.csv' })
    expect((await deliverUsers(...rows))[0]).toEqual([])
    await deliver(district, orgs('b', 'c'), { fileName: 'orgs.csv' })
    for (const _ of ['the night after', 'and the next']) {
      const [lost, run] = await deliverUsers(...rows)
      expect(lost).toEqual(['2 a'])
      expect(run.counts).toMatchObject({ rows: 4, unchanged: 4, changed: 0, deactivated: 0 })
    }
    await deliver(district, orgs('a', 'c'), { fileName: 'orgs.csv' })
    expect((await deliverUsers(...rows))[0]).toEqual(['3 b'])
  })

  it('is told of where the column is changed before it is read', async () => {
    const templateId = await testTemplate(district, userHeader, usersType)
    await changeOrgs(templateId, [{ type: 'lowercase' }])
    await deliver(district, orgs('a', 'b', 'c'), { fileName: 'orgs.csv' })
    const shouted = ['1 A', '2 "B,A"', '3 C']
    expect((await deliverUsers(...shouted))[0]).toEqual([])
    await deliver(district, orgs('b', 'c'), { fileName: 'orgs.csv' })
    expect((await deliverUsers(...shouted))[0]).toEqual(['2 a'])
  })

  it('is told of when a row comes again that was not in the file of that night', async () => {
    await testTemplate(district, userHeader, { ...usersType, mode: 'add-only' })
    await deliver(district, orgs('a', 'b'), { fileName: 'orgs.csv' })
    expect((await deliverUsers('1 a', '2 b'))[0]).toEqual([])
    await deliver(district, orgs('b'), { fileName: 'orgs.csv' })
    expect((await deliverUsers('2 b'))[0]).toEqual([])
    expect((await deliverUsers('1 a', '2 b'))[0]).toEqual(['2 a'])
  })

  it('is told of when a row comes again that was not in the file of a night without the column', async () => {
    const night = (fileName: string, ...lines: string[]) => deliver(district, `${lines.join('\n')}\n`, { fileName })
    const termHeader = 'term_id,name,status'
    const courseHeader = 'course_id,short_name,long_name,status,term_id'
    await testTemplate(district, termHeader, { importType: 'canvas-sis/terms', fileName: 'terms.csv' })
    const courses = { importType: 'canvas-sis/courses', fileName: 'courses.csv', mode: 'partial' } as const
    await testTemplate(district, courseHeader, courses)
    await night('terms.csv', termHeader, 'a,A,active', 'b,B,active')
    const rows = ['1,M,Mathematics,active,a', '2,S,Science,active,b']
    expect(await night('courses.csv', courseHeader, ...rows)).toMatchObject({
      state: 'applied',
      counts: { warnings: 0 },
    })
    await night('terms.csv', termHeader, 'b,B,active')
    const without = await night('courses.csv', courseHeader.replace(',term_id', ''), '2,S,Sciences,active')
    expect((await runIssues(without.id)).map(({ code }) => code)).toEqual(['header-column-left-out'])
    const again = await night('courses.csv', courseHeader, ...rows)
    expect((await runIssues(again.id)).map(({ code, line, value }) => `${code} ${line} ${value}`)).toEqual([
      'value-reference 2 a',
    ])
  })
})
