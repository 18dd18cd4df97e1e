// Setting up an import of a ZIP: a bundle of several files, or one file that is sent packed.
import { beforeEach, describe, expect, it } from 'vitest'
import { zipOf } from '@/lib/csv/archive/test-archive'
import { rosterCsv, rosterFiles, rosterZip } from '@/lib/mapping/bundle/test-bundle'
import { emptyDatabase } from '@/lib/platform/test-database'
import { createImportJob } from './create-import-job'
import { importJobById, type ImportJob } from './import-job'
import { hasUsableMapping } from './job-step'
import { changeMemberType, readSampleAgain } from './read-sample-again'
import { saveAsTemplate } from './save-as-template'
import { saveMapping, type MappingInput } from './save-mapping'
import { putSample, testAccount, testJob, usersCsv } from './test-job'
import { updateJobSettings } from './update-job-settings'

let owner: Awaited<ReturnType<typeof testAccount>>
let job: ImportJob

beforeEach(async () => {
  await emptyDatabase()
  owner = await testAccount()
  const created = await createImportJob({ ...owner, importType: 'bundle' })
  if (!created.ok) throw new Error(created.reason)
  job = created.job
})

const ids = () => ({ accountId: job.accountId, jobId: job.id })
const current = async () => (await importJobById(job.accountId, job.id))!
const names = (files: readonly { name: string }[] | null) => files?.map(({ name }) => name).toSorted()
const zipped = [...rosterFiles.map((file) => `${file}.csv`), 'manifest.csv'].toSorted()

async function mapped(files?: MappingInput[]): Promise<ImportJob> {
  const saved = await saveMapping({ ...ids(), ...(files ? { files } : {}) })
  if (!saved.ok) throw new Error(JSON.stringify(saved))
  return saved.job
}

describe('a bundle', () => {
  it('has every member recognised, and mapped by suggestion as a sample of its own', async () => {
    const stored = await putSample(job, rosterZip({ 'notes.txt': 'Dear all' }), 'OneRoster.zip')
    if (!stored.ok) throw new Error(stored.reason)
    const types = Object.fromEntries(stored.analysis.files.map(({ name, importType }) => [name, importType]))
    expect(types).toMatchObject({ 'users.csv': 'oneroster-1.1/users', 'manifest.csv': 'oneroster-1.1/manifest' })
    expect(types['notes.txt']).toBeNull()
    const users = stored.analysis.files.find(({ name }) => name === 'users.csv')
    expect(users).toMatchObject({ rowsEstimate: 4, dialect: { delimiter: ',' } })
    expect(users?.columns.find(({ header }) => header === 'givenName')).toMatchObject({
      samples: ['Tess', 'Ana', 'Ben', 'Cy'],
      suggestion: { field: 'givenName' },
    })
    const ready = await mapped()
    expect(names(ready.mapping)).toEqual(zipped)
    expect(hasUsableMapping(ready)).toBe(true)
  })

  it('becomes a template of the archive’s exact name that remembers what is not imported', async () => {
    await putSample(job, rosterZip({ 'notes.txt': 'Dear all' }), 'OneRoster.zip')
    await mapped()
    const saved = await saveAsTemplate(ids())
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.template).toMatchObject({ fileName: 'OneRoster.zip', importType: 'bundle' })
    expect(names(saved.template.mapping)).toEqual(zipped)
    expect(saved.template.settings.ignoredMembers).toEqual(['notes.txt'])
  })

  it('leaves out the members a mapping does not name, and keeps which may be absent', async () => {
    await putSample(job, rosterZip(), 'OneRoster.zip')
    const all = (await mapped()).mapping!
    const some = all
      .filter(({ name }) => ['orgs.csv', 'users.csv'].includes(name))
      .map((file) => ({ ...file, mayBeAbsent: true }))
    expect(await mapped(some)).toMatchObject({ mapping: some })
    const saved = await saveAsTemplate(ids())
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.template.settings.ignoredMembers.toSorted()).toEqual(
      zipped.filter((name) => !['orgs.csv', 'users.csv'].includes(name)),
    )
  })

  it('is not ready while a field of any member is missing, which is told with its file', async () => {
    const users = rosterCsv('users').replace('familyName', 'unheard of')
    await putSample(job, rosterZip({ 'users.csv': users }), 'OneRoster.zip')
    const saved = await saveMapping(ids())
    expect(saved).toMatchObject({
      ok: true,
      problems: [{ code: 'field-required', field: 'familyName', file: 'users.csv' }],
    })
    expect(hasUsableMapping(await current())).toBe(false)
  })

  it('takes from a person what a member is, each type once, or that it is not imported', async () => {
    const people = rosterCsv('users').replace(/^[^\r]*/, 'a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r')
    await putSample(job, rosterZip({ 'users.csv': null, 'people.csv': people }), 'OneRoster.zip')
    expect((await current()).analysis?.files.find(({ name }) => name === 'people.csv')?.importType).toBeNull()
    const people11 = { ...ids(), name: 'people.csv', importType: 'oneroster-1.1/users' }
    expect(await changeMemberType(people11)).toMatchObject({ ok: true, file: { importType: 'oneroster-1.1/users' } })
    expect(names((await current()).mapping)).toContain('people.csv')
    const twice = { ...ids(), name: 'orgs.csv', importType: 'oneroster-1.1/users' }
    expect(await changeMemberType(twice)).toEqual({ ok: false, reason: 'import-type-twice' })
    expect(await changeMemberType({ ...people11, importType: null })).toMatchObject({ ok: true })
    expect(names((await current()).mapping)).not.toContain('people.csv')
    expect(await changeMemberType({ ...people11, importType: 'no/such' })).toMatchObject({
      reason: 'unknown-import-type',
    })
    expect(await changeMemberType({ ...people11, name: 'no.csv' })).toMatchObject({ reason: 'unknown-file' })
  })

  it('is read again member by member', async () => {
    const orgs = rosterCsv('orgs').replaceAll(',', ';')
    await putSample(job, rosterZip({ 'orgs.csv': orgs }), 'OneRoster.zip')
    await mapped()
    const dialect = { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 } as const
    expect(await readSampleAgain({ ...ids(), name: 'orgs.csv', dialect })).toMatchObject({
      ok: true,
      file: { name: 'orgs.csv', columns: [{ position: 0 }] },
    })
    expect(names((await current()).mapping)).toEqual(zipped)
    expect((await current()).mapping?.find(({ name }) => name === 'users.csv')?.columns).toHaveLength(18)
  })

  it('keeps the mapping of its members with another sample of it', async () => {
    await putSample(job, rosterZip(), 'OneRoster.zip')
    const before = (await mapped()).mapping
    await putSample(job, rosterZip({ 'courses.csv': null, 'notes.txt': 'Dear all' }), 'OneRoster.zip')
    expect((await current()).mapping).toEqual(before?.filter(({ name }) => name !== 'courses.csv'))
  })

  it('refuses mappings of files it does not hold, or of two files as one type', async () => {
    await putSample(job, rosterZip(), 'OneRoster.zip')
    const [first, second] = (await mapped()).mapping!
    const refused = async (files: MappingInput[]) => {
      const saved = await saveMapping({ ...ids(), files })
      return saved.ok || saved.reason !== 'misfit' ? saved : saved.misfits.map(({ code, path }) => [code, ...path])
    }
    expect(await refused([])).toEqual([['files', 'files']])
    expect(await refused([first!, { ...second!, name: 'no.csv' }])).toEqual([['name', 'files', 1, 'name']])
    expect(await refused([first!, { ...second!, importType: first!.importType }])).toEqual([
      ['import-type-twice', 'files', 1, 'importType'],
    ])
    expect(await refused([{ ...first!, importType: 'no/such' }])).toEqual([['import-type', 'files', 0, 'importType']])
  })

  it.each([
    ['no archive', Buffer.from(usersCsv), 'file-not-archive'],
    ['an empty archive', zipOf([]), 'file-archive-empty'],
    ['a damaged member', zipOf([{ name: 'users.csv', data: usersCsv, crc: 1 }]), 'file-archive-damaged'],
    ['a cut archive', rosterZip().subarray(0, -30), 'file-archive-incomplete'],
  ])('names a sample that is %s', async (_, content, code) => {
    expect(await putSample(job, content, 'OneRoster.zip')).toMatchObject({ reason: 'not-csv', issue: { code } })
    expect((await current()).sample).toBeNull()
  })

  it('can be made of a job for one file, and back, as long as the sample allows it', async () => {
    await putSample(job, zipOf([{ name: 'users.csv', data: usersCsv }]), 'users.zip')
    const single = await updateJobSettings({ ...ids(), importType: 'oneroster-1.1/users' })
    expect(single).toMatchObject({ ok: true, job: { importType: 'oneroster-1.1/users', mapping: null } })
    expect(await updateJobSettings({ ...ids(), importType: 'bundle' })).toMatchObject({ ok: true })
    await putSample(job, rosterZip(), 'OneRoster.zip')
    expect(await updateJobSettings({ ...ids(), importType: 'oneroster-1.1/users' })).toMatchObject({
      reason: 'not-csv',
      issue: { code: 'file-archive-several', params: { count: 7 } },
    })
  })
})

describe('one file that is sent packed', () => {
  it('is set up as the file itself; its template has the archive’s name and the member’s', async () => {
    job = await testJob(owner)
    const packed = zipOf([
      { name: 'users.csv', data: usersCsv },
      { name: '__MACOSX/._users.csv', data: 'x' },
    ])
    const stored = await putSample(job, packed, 'nightly.zip')
    expect(stored).toMatchObject({ ok: true, analysis: { files: [{ name: 'users.csv', rowsEstimate: 2 }] } })
    await mapped()
    const saved = await saveAsTemplate(ids())
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.template).toMatchObject({
      ...{ fileName: 'nightly.zip', importType: 'oneroster-1.1/users' },
      mapping: [{ name: 'users.csv' }],
      settings: { ignoredMembers: [] },
    })
  })
})
