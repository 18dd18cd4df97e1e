// What programs fetch for people to fill in: a type's CSV template and its workbook, and what is to be known of its fields.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { partsOf, rowsOf } from '@/lib/xlsx/test-read-back'
import { call, emptyInstallation, json, prepareApi } from '../test-api'

let stop: () => Promise<void>
let key: string

beforeAll(async () => {
  stop = await prepareApi()
  key = (await emptyInstallation()).operatorKey
})
afterAll(() => stop())

const template = '/api/v1/import-types/visitor-aware/students/template.csv'
const header = 'Student ID,First Name,Last Name,Middle Name,Date of Birth,Grade,School ID,Homeroom,Email,Phone,Active'

it('a template is a CSV file unless a workbook is asked for', async () => {
  const answer = await call(`GET ${template}`, { key })
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(await answer.text()).toBe(`${header}\r\n`)
})

it.each([
  ['en', 'Field guide'],
  ['es-MX', 'Guía de campos'],
])(
  'a workbook has the same columns, and the examples if wanted, in the language of the caller (%s)',
  async (locale, guide) => {
    const headers = { 'accept-language': locale }
    const answer = await call(`GET ${template}?format=xlsx&examples=true`, { key, headers })
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet')
    expect(answer.headers.get('content-disposition')).toContain('filename="students.xlsx"')
    const parts = await partsOf(Buffer.from(await answer.arrayBuffer()))
    const [first, ...rows] = rowsOf(parts.get('xl/worksheets/sheet1.xml') ?? '')
    expect(first?.join()).toBe(header)
    expect(rows[0]?.[0]).toBe('00417')
    expect(parts.get('xl/workbook.xml')).toContain(`name="${guide}"`)
  },
)

it('nobody without a key gets either, and an unknown format is refused', async () => {
  await json(401, `GET ${template}`)
  await json(401, `GET ${template}?format=xlsx`)
  await json(400, `GET ${template}?format=ods`, { key })
  await json(404, 'GET /api/v1/import-types/visitor-aware/nobody/template.csv?format=xlsx', { key })
})

it('a type says how large a file may be, and which names are our own', async () => {
  type Shown = { maxBytes: number | null; fields: { name: string; own: boolean }[] }
  const course = await json<Shown>(200, 'GET /api/v1/import-types/naviance/course-catalog', { key })
  expect(course.maxBytes).toBe(10 * 1024 ** 2)
  expect(course.fields.filter(({ own }) => own).map(({ name }) => name)).toContain('Prerequisites')
  expect(course.fields.find(({ name }) => name === 'Credits')?.own).toBe(false)
  const users = await json<Shown>(200, 'GET /api/v1/import-types/oneroster-1.1/users', { key })
  expect([users.maxBytes, users.fields.some(({ own }) => own)]).toEqual([null, false])
})
