// From the bytes of a delivered file to the roster, one situation after the other.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { db } from '@/lib/platform/db'
import { storedSize } from '@/lib/platform/files'
import { stopQueue } from '@/lib/platform/queue'
import {
  deliver,
  issuesOf,
  messagesOf,
  prepareInstallation,
  receive,
  rosterHash,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const header = 'Student ID,First Name,Last Name,School ID,Email'
/** Rows of "id name", with an e-mail that can be spoilt. */
const file = (...rows: string[]) => [header, ...rows.map(rowOf), ''].join('\r\n')
function rowOf(row: string): string {
  if (row.includes(',')) return row
  const [id, name, email = `p${id}@example.org`] = row.split(' ')
  return `${id},${name},Reyes,012,${email}`
}

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

describe('a file that is imported', () => {
  it('brings its records, counts them, and is destroyed', async () => {
    await testTemplate(district, header)
    const run = await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
    expect(run).toMatchObject({ state: 'applied', counts: { rows: 3, applied: 3, added: 3, rejected: 0, errors: 0 } })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben', '3 Cy'])
    const delivery = await deliveryById(district.accountId, run.deliveryId ?? '')
    expect(delivery).toMatchObject({ state: 'done', outcome: 'imported', storageKey: null })
    expect(await messagesOf(district)).toEqual([])
  })

  it('adds, changes and deactivates on the second night', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
    const run = await deliver(district, file('1 Ada', '2 Benno', '4 Di'))
    expect(run.counts).toMatchObject({ rows: 3, added: 1, changed: 1, deactivated: 1, unchanged: 1 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Benno', '3 Cy inactive', '4 Di'])
  })

  it('is kept for the days its template says', async () => {
    await testTemplate(district, header, { keepDays: 3 })
    const run = await deliver(district, file('1 Ada'))
    const delivery = await deliveryById(district.accountId, run.deliveryId ?? '')
    expect(await storedSize(delivery?.storageKey ?? '')).toBe(Number(delivery?.size))
    expect(delivery?.destroyAt?.getTime()).toBeGreaterThan(Date.now() + 2.9 * 86_400_000)
  })

  it('tells of its end if that is asked for', async () => {
    await testTemplate(district, header, { notifyOnSuccess: true, recipients: ['office@example.org'] })
    const run = await deliver(district, file('1 Ada'))
    expect(await messagesOf(district)).toMatchObject([
      { kind: 'import-complete', params: { fileName: 'students.csv', runId: run.id, counts: { added: 1 } } },
    ])
  })

  it('with the same bytes writes nothing, reads nothing, and says that nothing changed', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben'))
    const before = await rosterHash(district)
    const run = await deliver(district, file('1 Ada', '2 Ben'))
    expect(run).toMatchObject({ state: 'applied', counts: { rows: 2, applied: 2, unchanged: 2, added: 0 } })
    expect(run.delivery?.state).toBe('done')
    expect((await deliveryById(district.accountId, run.deliveryId ?? ''))?.outcome).toBe('no-change')
    expect(await rosterHash(district)).toBe(before)
  })

  it('with the same rows in other bytes writes nothing either', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben'))
    const before = await rosterHash(district)
    const run = await deliver(district, file('2 Ben', '1 Ada').replaceAll('\r\n', '\n'))
    expect(run.counts).toMatchObject({ unchanged: 2, changed: 0 })
    expect((await deliveryById(district.accountId, run.deliveryId ?? ''))?.outcome).toBe('no-change')
    expect(await rosterHash(district)).toBe(before)
  })

  it('brings a record back with its history', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben'))
    await deliver(district, file('2 Ben'))
    const run = await deliver(district, file('1 Ada', '2 Ben'))
    expect(run.counts).toMatchObject({ added: 1, unchanged: 1 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
  })
})

describe('bad rows', () => {
  it('protect the records they stand for, and are always told with line, column and reason', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
    const run = await deliver(district, file('1 Adam', '2 Benno not-a-mail', '4 Di'))
    expect(run.counts).toMatchObject({
      rows: 3,
      applied: 2,
      rejected: 1,
      added: 1,
      changed: 1,
      deactivated: 1,
      errors: 1,
    })
    expect(await studentsOf(district)).toEqual(['1 Adam', '2 Ben', '3 Cy inactive', '4 Di'])
    expect(await issuesOf(run)).toEqual([['value-email', 3, 'Email']])
    const [message] = await messagesOf(district)
    expect(message).toMatchObject({
      kind: 'import-problems',
      params: { lines: [{ code: 'value-email', line: 3, column: 'Email' }] },
    })
    expect(JSON.stringify(message)).not.toContain('not-a-mail')
  })

  it('are told again the next night, also when the file is the same', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben not-a-mail'))
    const run = await deliver(district, file('1 Ada', '2 Ben not-a-mail'))
    expect(run.counts).toMatchObject({ unchanged: 1, rejected: 1, errors: 1 })
    expect(await messagesOf(district)).toHaveLength(2)
  })

  it.each([
    ['a ragged row', '2,Ben,Reyes'],
    ['a row with a stray quote', '2,Be"n,Reyes,012,b@example.org'],
    ['a row without a key', ',Ben,Reyes,012,b@example.org'],
    ['a row whose key a spreadsheet has cut', '1.23E+11,Ben,Reyes,012,b@example.org'],
  ])('hold back all deactivations if one is %s', async (_, row) => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
    const run = await deliver(district, file('1 Adam', row))
    expect(run.counts).toMatchObject({ rows: 2, rejected: 1, changed: 1, deactivated: 0 })
    expect(await studentsOf(district)).toEqual(['1 Adam', '2 Ben', '3 Cy'])
    expect((await issuesOf(run)).map(([code]) => code)).toContain('deactivations-withheld')
  })

  it('protect their record also when a byte of a name is damaged, and nothing else is held back', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
    const run = await deliver(district, Buffer.from(file('1 Ada', '2 B\xe9n'), 'latin1'))
    expect(await issuesOf(run)).toEqual([['row-encoding', 3, 'First Name']])
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben', '3 Cy inactive'])
  })

  it('count by their physical lines, also behind a cell of several lines', async () => {
    await testTemplate(district, header)
    const run = await deliver(district, file('1,"A\nd\na",Reyes,012,a@example.org', '2 Ben bad', '3 Cy bad'))
    expect(await issuesOf(run)).toContainEqual(['value-email', 5, 'Email'])
    expect(await issuesOf(run)).toContainEqual(['value-email', 6, 'Email'])
  })

  it('reject the whole file when there are more than its template allows', async () => {
    await testTemplate(district, header, { maxRejectedPercent: 20 })
    await deliver(district, file('1 Ada'))
    const before = await rosterHash(district)
    const run = await deliver(district, file('1 Adam', '2 Ben bad', '3 Cy'))
    expect(run).toMatchObject({
      state: 'rejected',
      failure: { reason: 'too-many-rejected', rejected: 1, rows: 3, limitPercent: 20 },
    })
    expect(await rosterHash(district)).toBe(before)
    expect(await messagesOf(district)).toMatchObject([
      { kind: 'rejected', params: { tooManyRejected: { rejected: 1, rows: 3 } } },
    ])
  })
})

describe('a key that stands in a file twice', () => {
  it('is taken once when the rows are alike', async () => {
    await testTemplate(district, header)
    const run = await deliver(district, file('1 Ada', '2 Ben', '1 Ada'))
    expect(run.counts).toMatchObject({
      rows: 3,
      applied: 3,
      rejected: 0,
      added: 2,
      unchanged: 1,
      errors: 0,
      warnings: 1,
    })
    expect(await issuesOf(run)).toEqual([['row-key-repeated', 4, undefined]])
  })

  it('is taken from neither row when they differ', async () => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada'))
    const run = await deliver(district, file('1 Ada', '2 Ben', '1 Adam'))
    expect(run.counts).toMatchObject({ rows: 3, applied: 1, rejected: 2, added: 1, errors: 2 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
  })
})

describe('a file that cannot be used', () => {
  it.each([
    ['an HTML page', '<!doctype html><title>Sign in</title>', 'file-not-csv'],
    ['a ZIP archive', Buffer.from('PK\x03\x04 and so on', 'latin1'), 'file-not-csv'],
    ['nothing at all', '', 'file-empty'],
    ['other delimiters', file('1 Ada').replaceAll(',', ';'), 'file-delimiter'],
    ['none of its columns', 'Course,Room\r\n1,Ada\r\n', 'header-column-missing'],
    ['a column twice', `${header},Email\r\n1,Ada,Reyes,012,a@example.org,a@example.org\r\n`, 'header-duplicate'],
    [
      'a quote that is never closed',
      file('1 Ada', '2,"Ben,Reyes,012,b@example.org', '3 Cy') + '4\n'.repeat(1100),
      'file-quote-unclosed',
    ],
  ])('because it is or has %s is rejected, told, and changes nothing', async (_, content, code) => {
    await testTemplate(district, header)
    await deliver(district, file('1 Ada', '2 Ben'))
    const before = await rosterHash(district)
    const run = await deliver(district, content)
    expect(run).toMatchObject({ state: 'rejected', failure: { reason: 'file-issue', code } })
    expect((await issuesOf(run)).map(([found]) => found)).toContain(code)
    expect(await rosterHash(district)).toBe(before)
    expect(await messagesOf(district)).toMatchObject([{ kind: 'rejected', params: { issue: { code } } }])
    const delivery = await deliveryById(district.accountId, run.deliveryId ?? '')
    expect(delivery).toMatchObject({ state: 'done', outcome: 'rejected', storageKey: null })
  })

  it('because its bytes are gone is rejected and says so', async () => {
    await testTemplate(district, header)
    const { delivery } = await receive(district, file('1 Ada'))
    await db.delivery.update({ where: { id: delivery.id }, data: { storageKey: null } })
    const { processDelivery } = await import('./process-delivery')
    await processDelivery(delivery.id, new AbortController().signal)
    const again = await deliveryById(district.accountId, delivery.id)
    expect(again).toMatchObject({ state: 'done', outcome: 'rejected', runs: [{ state: 'rejected' }] })
  })
})

describe('two templates of one district', () => {
  it('each deactivate only what is theirs, and change what is the other’s', async () => {
    await testTemplate(district, header, { fileName: 'north.csv' })
    await testTemplate(district, header, { fileName: 'south.csv' })
    await deliver(district, file('1 Ada', '2 Ben'), { fileName: 'north.csv' })
    await deliver(district, file('2 Benno', '3 Cy'), { fileName: 'south.csv' })
    await deliver(district, file('4 Di'), { fileName: 'south.csv' })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Benno', '3 Cy inactive', '4 Di'])
  })

  it('hand over when one of them is deleted', async () => {
    const north = await testTemplate(district, header, { fileName: 'north.csv' })
    await deliver(district, file('1 Ada', '2 Ben'), { fileName: 'north.csv' })
    await db.template.update({ where: { id: north }, data: { deletedAt: new Date() } })
    await testTemplate(district, header, { fileName: 'all.csv' })
    await deliver(district, file('1 Ada', '2 Ben'), { fileName: 'all.csv' })
    await deliver(district, file('1 Ada'), { fileName: 'all.csv' })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben inactive'])
  })
})

describe('the mode of a template', () => {
  it('partial: leaves alone what is not in the file', async () => {
    await testTemplate(district, header, { mode: 'partial' })
    await deliver(district, file('1 Ada', '2 Ben'))
    const run = await deliver(district, file('2 Benno', '3 Cy'))
    expect(run.counts).toMatchObject({ added: 1, changed: 1, deactivated: 0 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Benno', '3 Cy'])
  })

  it('partial: deactivates what OneRoster says is to be deleted', async () => {
    const columns = 'sourcedId,status,dateLastModified,name,type'
    const settings = { importType: 'oneroster-1.1/orgs', fileName: 'orgs.csv', mode: 'partial' as const }
    await testTemplate(district, columns, settings)
    const row = (id: string, status: string) => `${id},${status},2026-08-01T04:00:00.000Z,School ${id},school\r\n`
    await deliver(district, `${columns}\r\n${row('a', 'active')}${row('b', 'active')}`, { fileName: 'orgs.csv' })
    const run = await deliver(district, `${columns}\r\n${row('b', 'tobedeleted')}`, { fileName: 'orgs.csv' })
    expect(run.counts).toMatchObject({ rows: 1, applied: 1, deactivated: 1, unchanged: 0 })
  })

  it('add-only: neither changes nor deactivates', async () => {
    await testTemplate(district, header, { mode: 'add-only' })
    await deliver(district, file('1 Ada', '2 Ben'))
    const run = await deliver(district, file('2 Benno', '3 Cy'))
    expect(run.counts).toMatchObject({ added: 1, changed: 0, unchanged: 1, deactivated: 0 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben', '3 Cy'])
  })
})
