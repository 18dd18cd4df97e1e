// What earlier work is good for when a sample comes: this account's own decisions and changes of values, others' habits
// where several agree, and the keys of records that are there.
import { beforeEach, describe, expect, it } from 'vitest'
import { importTypeNamed, importTypes } from '@/lib/import-types'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { knownKeys } from '@/lib/roster/known-keys'
import { importRows } from '@/lib/roster/test-import'
import { ensureRosterTables } from '@/lib/roster/tables'
import { createImportJob } from './create-import-job'
import { discardJob } from './finish-job'
import { importJobById } from './import-job'
import { pastWork } from './mapping-history'
import { putSample, testAccount } from './test-job'

const importType = 'visitor-aware/students'
type Owner = Awaited<ReturnType<typeof testAccount>>
type Column = { header: string; field: string | null; transforms?: object[] }

let owner: Owner
beforeEach(async () => {
  await emptyDatabase()
  owner = await testAccount()
})

/** A template as it was once saved. */
async function saved({ accountId, transferLoginId }: Owner, columns: readonly Column[], fileName = 'students.csv') {
  const mapping = fileMappingSchema.parse({
    ...{ name: fileName, importType },
    columns: columns.map((column, position) => ({ position, ...column })),
  })
  await db.template.create({
    data: {
      ...{ accountId, transferLoginId, importType, fileName, name: fileName },
      versions: { create: { version: 1, mapping: [mapping], settings: {} } },
    },
  })
}

async function analysed(text: string) {
  const created = await createImportJob({ ...owner, importType })
  if (!created.ok) throw new Error(created.reason)
  const stored = await putSample(created.job, text, 'students.csv')
  if (!stored.ok) throw new Error(stored.reason)
  return stored
}

const habit = [{ header: 'Kennung', field: 'Student ID' }]

describe('what others did', () => {
  it('counts from two accounts on, as header and field alone', async () => {
    await saved(await testAccount('shelbyville'), habit)
    expect((await pastWork(owner.accountId, importType)).history).toEqual([])
    await saved(await testAccount('ogdenville'), [
      { ...habit[0]!, transforms: [{ type: 'replace', values: { secret: 'x' } }] },
    ])
    const past = await pastWork(owner.accountId, importType)
    expect(past).toEqual({
      history: [{ header: 'Kennung', field: 'Student ID', from: 'installation' }],
      learned: [],
    })
    const { analysis } = await analysed('Kennung,x\nA1,2\n')
    expect(analysis.files[0]?.columns[0]?.suggestion).toMatchObject({
      field: 'Student ID',
      reason: { code: 'history-installation' },
    })
  })

  it('counts for nothing where they differ, or where the account itself is one of the two', async () => {
    await saved(owner, habit)
    await saved(await testAccount('shelbyville'), habit)
    expect((await pastWork(owner.accountId, importType)).history).toEqual([{ header: 'Kennung', field: 'Student ID' }])
    await saved(await testAccount('ogdenville'), [{ header: 'Kennung', field: 'Homeroom' }])
    await saved(await testAccount('northhaverbrook'), [{ header: 'Kennung', field: 'Homeroom' }])
    await saved(await testAccount('capital'), habit)
    const { history } = await pastWork(owner.accountId, importType)
    expect(history.filter(({ from }) => from === 'installation')).toEqual([])
  })
})

describe('changes of values this account made', () => {
  const changed = { header: 'Gr', field: 'Grade', transforms: [{ type: 'replace', values: { K: 'KG' } }] }

  it('come with the next sample, the latest first, and go when the job ends', async () => {
    await saved(owner, [changed, { header: 'ID', field: 'Student ID' }])
    await saved(owner, [{ ...changed, transforms: [{ type: 'trim' }] }], 'second.csv')
    await saved(await testAccount('shelbyville'), [{ ...changed, header: 'Level' }])
    const { analysis, job } = await analysed('Gr,ID\nK,1\n')
    expect(analysis.files[0]?.learned).toEqual([
      { header: 'Gr', field: 'Grade', transforms: [{ type: 'trim' }], template: 'second.csv' },
      { ...changed, template: 'students.csv' },
    ])
    await discardJob(owner.accountId, job.id)
    const ended = await importJobById(owner.accountId, job.id)
    expect(JSON.stringify(ended?.analysis ?? null)).not.toContain('learned')
  })
})

describe('keys of records that are there', () => {
  const type = importTypeNamed(importType)!
  const ids = ['100417', '100424', '100431', '100438']

  beforeEach(async () => {
    await ensureRosterTables(importTypes)
    const valueOf: Record<string, string> = { 'First Name': 'Maya', 'Last Name': 'Reyes', 'School ID': '012' }
    const rows = ids.map((id) => ({
      values: type.fields.map(({ name }) => (name === 'Student ID' ? id : (valueOf[name] ?? null))),
    }))
    await importRows(type, rows, { accountId: owner.accountId })
  })

  it('are told by their share, of this account only', async () => {
    const columns = [ids, ['8120', '100417'], ['Maya Reyes'], []]
    expect(await knownKeys(owner.accountId, type, columns)).toEqual([
      { 'Student ID': 1 },
      { 'Student ID': 0.5 },
      {},
      {},
    ])
    const other = await testAccount('shelbyville')
    expect(await knownKeys(other.accountId, type, columns)).toEqual([{}, {}, {}, {}])
  })

  it('name a column whose header says nothing, and keep the internal number away', async () => {
    const rows = ids.map((id, index) => `${8120 + index},${id},Maya,Reyes,012`)
    const { analysis } = await analysed(['Stu Num,Key,First Name,Last Name,School ID', ...rows, ''].join('\n'))
    expect(analysis.files[0]?.columns.map(({ suggestion }) => suggestion?.field)).toEqual([
      ...[undefined, 'Student ID', 'First Name', 'Last Name', 'School ID'],
    ])
    expect(analysis.files[0]?.columns[1]?.suggestion?.reason.code).toBe('known-keys')
  })
})
