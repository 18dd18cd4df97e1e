import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { destroyOutboxFiles } from '@/lib/outbox-files/destroy-outbox-files'
import { outboxOfLogin, removeReply } from '@/lib/outbox-files/outbox-file'
import { db } from '@/lib/platform/db'
import { newStorageKey, storedSize } from '@/lib/platform/files'
import { emptyDatabase } from '@/lib/platform/test-database'
import { approveRun, discardRun } from './answer-hold'
import { processDelivery } from './process-delivery'
import {
  deliver,
  lastRunOf,
  never,
  prepareInstallation,
  receive,
  studentFile,
  studentHeader,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'
import { lastReply } from './test-replies'
import { writeWaitingReplies } from './write-replies'

let district: District
beforeAll(prepareInstallation)
beforeEach(async () => {
  await emptyDatabase()
  await prepareInstallation()
  district = await testDistrict()
})

const wants = (replyFiles: 'none' | 'problems' | 'rows') =>
  db.transferLogin.update({ where: { id: district.transferLoginId }, data: { replyFiles } })
const students = Array.from({ length: 30 }, (_, index) => `${index + 1} Ada`)
const bad = '31,,Reyes,012\n'

describe('a reply with every row', () => {
  beforeEach(() => wants('rows'))

  it('has the rows as they were sent, in their order, each with what became of it, and the first time they are new', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada', '2 Ben') + bad)
    const { name, rows } = await lastReply(district)
    expect(name).toMatch(/^students\.csv\.\d{8}T\d{6}Z\.reply\.csv$/)
    const ours = ['rollcall_line', 'rollcall_result', 'rollcall_codes', 'rollcall_reason']
    expect(rows[0]).toEqual([...studentHeader.split(','), ...ours])
    expect(rows[1]?.slice(0, 6)).toEqual(['', '', '', '', '', 'file'])
    expect(rows[1]?.[7]).toMatch(/^The file was imported: 2 added.+1 row rejected/)
    expect(rows.slice(2).map((row) => row.slice(0, 7))).toEqual([
      ['1', 'Ada', 'Reyes', '012', '2', 'added', ''],
      ['2', 'Ben', 'Reyes', '012', '3', 'added', ''],
      ['31', '', 'Reyes', '012', '4', 'rejected', 'value-required'],
    ])
    expect(rows[4]?.[7]).toContain('First Name')
  })

  it('tells later nights apart what changed, came, stayed and was rejected, also of rows that are passed over', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile(...students))
    await deliver(district, studentFile('0 New', '1 Eva', ...students.slice(1)) + bad)
    const { rows } = await lastReply(district)
    const results = rows.slice(2).map((row) => [row[0], row[5]])
    expect(results).toEqual([
      ['0', 'added'],
      ['1', 'changed'],
      ...students.slice(1).map((student) => [student.split(' ')[0], 'unchanged']),
      ['31', 'rejected'],
    ])
  })

  it('says of the same file that nothing changed', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada'))
    await deliver(district, studentFile('1 Ada'))
    expect((await lastReply(district)).rows.at(-1)?.slice(-4, -2)).toEqual(['2', 'unchanged'])
  })

  it('can be sent again with its rows corrected, and then they are in', async () => {
    await testTemplate(district, studentHeader, { mode: 'partial' })
    await deliver(district, studentFile('1 Ada') + bad)
    const { rows } = await lastReply(district)
    const [header = [], , , wrong = []] = rows
    const again = [header, [wrong[0], 'Eva', ...wrong.slice(2).map((cell) => `"${cell}"`)]].map((row) => row.join(','))
    const run = await deliver(district, `${again.join('\n')}\n`)
    expect(run).toMatchObject({ state: 'applied', counts: { added: 1, rejected: 0 } })
  })

  it('runs nothing in a spreadsheet', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, `${studentHeader}\n=1+1,@SUM(A1),+Reyes,012\n`)
    expect((await lastReply(district)).rows[2]?.slice(0, 3)).toEqual(["'=1+1", "'@SUM(A1)", "'+Reyes"])
  })

  it('has no cell of a column that is too private to be kept', async () => {
    await testTemplate(district, `${studentHeader},SSN`)
    await deliver(district, `${studentHeader},SSN\n1,Ada,Reyes,012,123-45-6789\n`)
    expect((await lastReply(district)).rows[2]?.slice(0, 5)).toEqual(['1', 'Ada', 'Reyes', '012', ''])
  })

  it('has none either where the header is spelled in other case, or where the cells of a row have shifted', async () => {
    const header = 'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName'
    await testTemplate(district, `${header},Clave`, { importType: 'oneroster-1.1/users', fileName: 'users.csv' })
    const template = await db.templateVersion.findFirstOrThrow()
    const stored = JSON.stringify(template.mapping)
    const mapping = JSON.parse(stored.replace('"field":null,"header":"Clave"', '"field":"password","header":"Clave"'))
    await db.templateVersion.updateMany({ data: { mapping } })
    const row = (id: string, ...rest: string[]) => [id, '', '', 'true', '', 'student', 'u', 'Ada', ...rest].join(',')
    const rows = [`${header},CLAVE`, row('1', 'Reyes', 'geheim1'), row('2', 'Reyes', 'Jr', 'geheim2')]
    await deliver(district, `${rows.join('\n')}\n`, { fileName: 'users.csv' })
    const reply = await lastReply(district)
    expect(reply.rows.slice(2).map((cells) => cells[0])).toEqual(['1', ''])
    expect(reply.rows[3]?.slice(-4, -1)).toEqual(['3', 'rejected', 'row-cells'])
    expect(JSON.stringify(reply.rows)).not.toContain('geheim')
  })

  it('is written before the bytes are destroyed, which do not wait for long', async () => {
    await testTemplate(district, studentHeader)
    const run = await deliver(district, studentFile('1 Ada'))
    const key = (await deliveryById(district.accountId, run.deliveryId ?? ''))?.storageKey ?? ''
    expect(await storedSize(key)).toBeGreaterThan(0)
    await writeWaitingReplies()
    expect(await storedSize(key)).toBeUndefined()
    expect(await deliveryById(district.accountId, run.deliveryId ?? '')).toMatchObject({ storageKey: null })
  })

  it('says of a file that waits that its rows wait, and afterwards what became of them', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile(...students))
    const held = await deliver(district, studentFile('1 Eva'))
    expect(held.state).toBe('held')
    const { rows } = await lastReply(district)
    expect(rows[1]?.[7]).toMatch(/^The file waits for a person.*need not be sent again.*deactivated/)
    expect(rows[2]?.[5]).toBe('held')
    await approveRun({ accountId: district.accountId, runId: held.id, by: 'Dana' })
    await processDelivery(held.deliveryId ?? '', never)
    expect((await lastReply(district)).rows[2]?.[5]).toBe('changed')
  })
})

describe('a reply with the problems alone', () => {
  it('is what a login gets that has not been asked: lines, codes and reasons, and no cell of a row', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada') + bad)
    const { rows } = await lastReply(district)
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['rollcall_file', 'rollcall_line', 'rollcall_result', 'rollcall_codes'],
      ['students.csv', '', 'file', ''],
      ['students.csv', '3', 'rejected', 'value-required'],
    ])
    expect(JSON.stringify(rows)).not.toContain('Reyes')
  })

  it('says of a file that was rejected what to do', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, 'nonsense')
    const { rows } = await lastReply(district)
    expect(rows[1]?.[4]).toMatch(/^Nothing of the file was imported\. The file cannot be used.*send it again\./)
  })

  it('says of a file that no template is for which name is meant', async () => {
    await testTemplate(district, studentHeader)
    await receive(district, studentFile('1 Ada'), { fileName: 'Students.csv' })
    const { name, rows } = await lastReply(district)
    expect(name).toMatch(/^Students\.csv\./)
    expect(rows[1]?.slice(2, 4)).toEqual(['file', 'no-template'])
    expect(rows[1]?.[4]).toContain('students.csv')
  })

  it('says that a file was given up while it waited', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile(...students))
    const held = await deliver(district, studentFile('1 Ada'))
    await discardRun({ accountId: district.accountId, runId: held.id, by: 'Dana' })
    expect((await lastReply(district)).rows[1]?.[4]).toContain('Dana')
  })

  it('is in the language of the account', async () => {
    await db.account.update({ where: { id: district.accountId }, data: { locale: 'es-MX' } })
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada'))
    expect((await lastReply(district)).rows[1]?.[4]).toMatch(/^El archivo se importó: 1 agregados/)
  })
})

describe('the outbox', () => {
  it('gets nothing where a login wants no replies', async () => {
    await wants('none')
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada'))
    await writeWaitingReplies()
    expect(await outboxOfLogin(district.transferLoginId)).toEqual([])
  })

  it('gets one reply, however many workers write at once, and one more for each time a file is processed', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada'))
    await Promise.all([1, 2, 3].map(() => writeWaitingReplies()))
    expect(await outboxOfLogin(district.transferLoginId)).toHaveLength(1)
    await deliver(district, studentFile('1 Ada', '2 Ben'))
    await lastReply(district)
    const names = (await outboxOfLogin(district.transferLoginId)).map(({ name }) => name)
    expect(new Set(names).size).toBe(2)
  })

  it('gets both of two replies that want one name, though two workers write them at once', async () => {
    await testTemplate(district, studentHeader)
    for (let round = 0; round < 5; round++) {
      await deliver(district, studentFile('1 Ada'))
      await deliver(district, studentFile('1 Ada'))
      await db.outboxFile.updateMany({ where: { readyAt: null }, data: { name: `students.csv.${round}.reply.csv` } })
      await Promise.all([1, 2].map(() => writeWaitingReplies()))
      expect(await outboxOfLogin(district.transferLoginId)).toHaveLength(2 * (round + 1))
    }
  })

  it('loses the bytes of a file when its days are over, or when its sender removes it', async () => {
    await testTemplate(district, studentHeader)
    await deliver(district, studentFile('1 Ada'))
    const { name } = await lastReply(district)
    const [file] = await outboxOfLogin(district.transferLoginId)
    expect(await destroyOutboxFiles()).toBe(0)
    await db.outboxFile.updateMany({ data: { destroyAt: new Date(Date.now() - 1000) } })
    expect(await destroyOutboxFiles()).toBe(1)
    expect(await storedSize(file?.storageKey ?? '')).toBeUndefined()
    expect(await removeReply(district.transferLoginId, name)).toEqual({ ok: false, reason: 'no-such-file' })
  })

  it('loses all bytes whose days are over at once, however many they are', async () => {
    const made = { ...district, kind: 'reply' as const, readyAt: new Date(), destroyAt: new Date(0) }
    const files = Array.from({ length: 501 }, (_, index) => ({ name: `${index}.csv`, storageKey: newStorageKey() }))
    await db.outboxFile.createMany({ data: files.map((file) => ({ ...made, ...file })) })
    expect(await destroyOutboxFiles()).toBe(501)
  })

  it('keeps rows no longer than the delivery they came with is kept', async () => {
    await wants('rows')
    await testTemplate(district, studentHeader, { keepDays: 2 })
    const run = await deliver(district, studentFile('1 Ada'))
    await writeWaitingReplies()
    const [file] = await outboxOfLogin(district.transferLoginId)
    const delivery = await deliveryById(district.accountId, run.deliveryId ?? '')
    expect(Math.abs(Number(file?.destroyAt) - Number(delivery?.destroyAt))).toBeLessThan(60_000)
    expect((await lastRunOf(run.deliveryId ?? '')).state).toBe('applied')
  })
})
