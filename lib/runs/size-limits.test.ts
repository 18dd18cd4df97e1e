// Files larger than the system they are for takes: refused with limit and cure before a row is read, in the night and in
// the wizard, and kept as every other file is.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipOf } from '@/lib/csv/archive/test-archive'
import { deliveryById } from '@/lib/deliveries/delivery'
import { createImportJob } from '@/lib/import-jobs/create-import-job'
import { storeSample } from '@/lib/import-jobs/store-sample'
import { issueSentence } from '@/lib/runs/run-issues'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { inTransaction } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { translatorFor } from '@/lib/words/translate'
import { deliver, mappingOf, messagesOf, prepareInstallation, testDistrict, testTemplate } from './test-district'

const importType = 'naviance/course-mapping'
const header = 'Course ID,School ID,Comment'
/** A little over 10 MB, of which a ZIP makes a good deal less. */
const comment = randomBytes(1000).toString('hex').repeat(30)
const large = [header, ...Array.from({ length: 180 }, (_, row) => `C-${row},120,${comment}`), ''].join('\n')

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

describe('a file larger than its type may be', () => {
  it('is rejected with the limit and the cure, told, and kept', async () => {
    const district = await testDistrict()
    await testTemplate(district, header, { importType, fileName: 'CourseMapping.csv', keepDays: 7 })
    const run = await deliver(district, large, { fileName: 'CourseMapping.csv' })
    expect(run).toMatchObject({
      state: 'rejected',
      failure: { reason: 'file-issue', code: 'file-over-limit' },
      counts: { rows: 0, errors: 1 },
    })
    const [message] = await messagesOf(district)
    expect(message).toMatchObject({ kind: 'rejected', params: { issue: { code: 'file-over-limit' } } })
    const delivery = await deliveryById(district.accountId, run.delivery?.id ?? '')
    expect(delivery).toMatchObject({ outcome: 'rejected', storageKey: expect.any(String) as string })
  })

  it('is imported when it is sent packed and the archive is small enough', async () => {
    const district = await testDistrict()
    const mapping = [mappingOf(importType, 'CourseMapping.csv', header.split(','))]
    const names = { name: 'Courses', fileName: 'CourseMapping.zip' }
    await inTransaction((tx) =>
      createTemplate(tx, { ...district, ...names, importType, mapping, settings: settingsFrom() }),
    )
    const archive = zipOf([{ name: 'CourseMapping.csv', data: large }])
    const run = await deliver(district, archive, { fileName: 'CourseMapping.zip' })
    expect(run).toMatchObject({ state: 'applied', counts: { added: 180, errors: 0 } })
  })

  it('is not taken as the sample of a job', async () => {
    const { accountId, transferLoginId } = await testDistrict()
    const made = await createImportJob({ accountId, transferLoginId, importType })
    if (!made.ok) throw new Error(made.reason)
    async function* source() {
      yield Buffer.from(large)
    }
    const job = { accountId, jobId: made.job.id }
    const stored = await storeSample({ ...job, fileName: 'CourseMapping.csv', source: source() })
    if (stored.ok || stored.reason !== 'not-csv') throw new Error('the sample was taken')
    expect(issueSentence(translatorFor('en'), stored.issue)).toMatch(/10\.\d MB.*at most 10 MB.*ZIP/)
    expect(issueSentence(translatorFor('es-MX'), stored.issue)).toMatch(/10 MB como máximo.*ZIP/)
  })
})
