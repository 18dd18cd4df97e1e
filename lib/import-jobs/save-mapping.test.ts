import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/platform/test-database'
import type { ImportJob } from './import-job'
import { jobStep } from './job-step'
import { saveAsTemplate } from './save-as-template'
import { saveMapping, type MappingInput } from './save-mapping'
import { putSample, testAccount, testJob, usersCsv } from './test-job'

let owner: Awaited<ReturnType<typeof testAccount>>
let job: ImportJob

beforeEach(async () => {
  await emptyDatabase()
  owner = await testAccount()
  job = await testJob(owner)
})

const ids = () => ({ accountId: job.accountId, jobId: job.id })

describe('saveMapping', () => {
  const file = (change: Partial<MappingInput> = {}): MappingInput => ({
    name: 'users.csv',
    importType: 'oneroster-1.1/users',
    columns: [{ header: 'sourcedId', field: 'sourcedId', transforms: [] }],
    constants: {},
    ...change,
  })
  const save = (change: Partial<MappingInput>) => saveMapping({ ...ids(), files: [file(change)] })

  it('accepts all suggestions when no files are given', async () => {
    await putSample(job, usersCsv)
    const saved = await saveMapping(ids())
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.problems).toEqual([])
    expect(saved.job.mapping?.[0]?.columns.filter(({ field }) => field === null).length).toBeLessThan(18)
    expect(jobStep(saved.job, null)).toBe('check')
  })

  it('keeps an unfinished mapping with every column of the sample, and says what is missing', async () => {
    await putSample(job, usersCsv)
    const saved = await save({})
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.job.mapping?.[0]?.columns).toHaveLength(18)
    expect(saved.job.mapping?.[0]?.columns[1]).toEqual({ header: 'status', position: 1, field: null, transforms: [] })
    expect(saved.problems).toContainEqual(expect.objectContaining({ code: 'field-required', field: 'givenName' }))
    expect(jobStep(saved.job, null)).toBe('columns')
  })

  it('names every place that does not fit the sample or the type', async () => {
    await putSample(job, usersCsv)
    const misfits = async (change: Partial<MappingInput>) => {
      const saved = await save(change)
      return 'misfits' in saved ? saved.misfits.map(({ code, path: place }) => `${code} ${place.join('/')}`) : saved
    }
    const column = (header: string, field: string | null, position?: number) => ({
      ...{ header, field, transforms: [] },
      ...(position === undefined ? {} : { position }),
    })
    expect(await misfits({ name: 'Users.csv' })).toEqual(['name files/0/name'])
    expect(await misfits({ importType: 'oneroster-1.1/orgs' })).toEqual(['import-type files/0/importType'])
    expect(await misfits({ columns: [column('status', null), column('nope', null)] })).toEqual([
      'column-unknown files/0/columns/1',
    ])
    expect(await misfits({ columns: [column('sourcedId', null, 3)] })).toEqual(['column-unknown files/0/columns/0'])
    expect(await misfits({ columns: [column('role', 'role'), column('role', 'role')] })).toEqual([
      'column-twice files/0/columns/1',
      'field-twice files/0/columns/1/field',
    ])
    expect(await misfits({ columns: [column('role', 'roll')] })).toEqual(['field-unknown files/0/columns/0/field'])
    expect(await misfits({ columns: [column('role', 'role')], constants: { role: 'student', x: '1' } })).toEqual([
      'field-also-constant files/0/columns/0/field',
      'constant-unknown files/0/constants/x',
    ])
    expect(await saveMapping({ ...ids(), files: [] })).toMatchObject({ reason: 'misfit', misfits: [{ code: 'files' }] })
  })

  it('keeps what is done to a column, a field of several columns and a column of several fields', async () => {
    await putSample(job, usersCsv)
    const columns: MappingInput['columns'] = [
      { header: 'givenName', field: 'username', transforms: [{ type: 'lowercase' }], order: 1 },
      {
        ...{ header: 'familyName', field: 'familyName', transforms: [{ type: 'trim', inner: true }] },
        alsoFills: [{ field: 'username', transforms: [{ type: 'part', separator: ' ', part: 1 }], order: 0 }],
      },
    ]
    const combined = { username: { separator: '.', transforms: [{ type: 'lowercase' as const }] } }
    const saved = await save({ columns, combined })
    if (!saved.ok) throw new Error(JSON.stringify(saved))
    const [mapping] = saved.job.mapping ?? []
    expect(mapping?.combined).toEqual(combined)
    for (const column of columns) {
      expect(mapping?.columns).toContainEqual({ ...column, position: expect.any(Number) as number })
    }
    expect(await save({ columns })).toMatchObject({ misfits: [{ code: 'field-twice', subject: 'username' }] })
  })

  it('looks at the sample again when a person chooses another delimiter', async () => {
    await putSample(job, 'a,b;c\r\n1,2;3\r\n1,2;3\r\n')
    const saved = await save({
      dialect: { delimiter: ';' },
      columns: [{ header: 'a,b', field: 'sourcedId', transforms: [] }],
    })
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.job.mapping?.[0]?.dialect.delimiter).toBe(';')
    expect(saved.job.analysis?.files[0]?.columns.map(({ header }) => header)).toEqual(['a,b', 'c'])
  })

  it('is refused before there is a sample', async () => {
    expect(await saveMapping(ids())).toEqual({ ok: false, reason: 'no-sample' })
  })

  it('suggests what the account mapped before, and nothing that another account did', async () => {
    const text = usersCsv.replace('givenName', 'Vorname').replace('familyName', 'X7')
    const columns = [
      ...'sourcedId enabledUser orgSourcedIds role username'.split(' ').map((name) => ({ header: name, field: name })),
    ]
    await putSample(job, text)
    const extra = [
      { header: 'Vorname', field: 'givenName' },
      { header: 'X7', field: 'familyName' },
    ]
    await save({ columns: [...columns, ...extra].map((column) => ({ ...column, transforms: [] })) })
    expect((await saveAsTemplate(ids())).ok).toBe(true)
    const suggested = async (someone: typeof owner) => {
      const stored = await putSample(await testJob(someone), text, 'other.csv')
      return stored.ok ? stored.analysis.files[0]?.columns.find(({ header }) => header === 'X7')?.suggestion : null
    }
    expect(await suggested(owner)).toMatchObject({ field: 'familyName', reason: { code: 'history-account' } })
    expect((await suggested(await testAccount('shelbyville')))?.reason.code).not.toBe('history-account')
  })
})
