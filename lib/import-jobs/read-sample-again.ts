import { importTypeOf } from '@/lib/custom-types/account-types'
import type { Dialect } from '@/lib/csv/dialect'
import type { Issue } from '@/lib/issues/issue'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { Prisma } from '@/lib/platform/db'
import { acceptSure } from './accept-suggestions'
import { analyzeAgain } from './analyze-stored'
import { carriedOver } from './carry-mapping'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import type { ImportJob } from './import-job'
import type { AnalyzedFile } from './sample-analysis'

export type ReadAgain =
  | { ok: true; job: ImportJob; file: AnalyzedFile }
  | ChangeRefusal
  | { ok: false; reason: 'no-sample' | 'unknown-file' | 'unknown-import-type' | 'import-type-twice' }
  | { ok: false; reason: 'not-csv'; issue: Issue }

/**
 * Reads a file of a job's sample with the dialect a person chose. A column whose header is still there keeps its field
 * and transforms; where none is, the mapping begins anew with suggestions.
 * @param input.name of the file; the only one if left out.
 */
export async function readSampleAgain(input: {
  accountId: string
  jobId: string
  name?: string
  dialect: Dialect
}): Promise<ReadAgain> {
  return change(input, ({ importType }) => ({ importType, dialect: input.dialect }))
}

/**
 * Says what a member of a bundle is; its columns are mapped by suggestion then.
 * @param input.importType null: it is not imported.
 */
export async function changeMemberType(input: {
  accountId: string
  jobId: string
  name: string
  importType: string | null
}): Promise<ReadAgain> {
  const { accountId, importType } = input
  if (importType !== null && !(await importTypeOf(accountId, importType)))
    return { ok: false, reason: 'unknown-import-type' }
  return change(input, () => ({ importType }))
}

type Reading = { importType: string | null; dialect?: Dialect }

async function change(
  { accountId, jobId, name }: { accountId: string; jobId: string; name?: string },
  readingOf: (file: AnalyzedFile) => Reading,
): Promise<ReadAgain> {
  const found = await changeableJob(accountId, jobId)
  if (!found.ok) return found
  const { job } = found
  const { sample, analysis } = job
  if (!sample?.storageKey || !analysis) return { ok: false, reason: 'no-sample' }
  const before = name === undefined ? analysis.files[0] : analysis.files.find((file) => file.name === name)
  if (!before) return { ok: false, reason: 'unknown-file' }
  const reading = readingOf(before)
  if (isTakenBy(analysis.files, before, reading.importType)) return { ok: false, reason: 'import-type-twice' }
  const source = { ...sample, storageKey: sample.storageKey }
  const analysed = await analyzeAgain(job, source, { name: before.name, ...reading })
  if (!analysed.ok) return { ok: false, reason: 'not-csv', issue: analysed.issue }
  const { columnChanges } = reading.importType === before.importType ? before : analysed.file
  const file = { ...analysed.file, ...(columnChanges && { columnChanges }) }
  const files = analysis.files.map((one) => (one === before ? file : one))
  const written = await writeJob(job, { analysis: { files }, mapping: mappingAfter(job, file) ?? Prisma.DbNull })
  return written.ok ? { ok: true, job: written.job, file } : written
}

/** Another member is of that type already: two would undo each other every night. */
function isTakenBy(files: readonly AnalyzedFile[], file: AnalyzedFile, importType: string | null): boolean {
  return importType !== null && files.some((one) => one !== file && one.importType === importType)
}

function mappingAfter({ importType, mapping, analysis, catalogue }: ImportJob, file: AnalyzedFile) {
  const isBundle = importType === BUNDLE
  const before = mapping ?? (isBundle && analysis ? acceptSure(analysis, catalogue) : [])
  const known = before.find(({ name }) => name === file.name) ?? (isBundle ? undefined : before[0])
  const [suggested = null] = isBundle ? acceptSure({ files: [file] }, catalogue) : []
  const own = carriedOver(known, file, catalogue)?.mapping ?? suggested
  const others = isBundle ? before.filter(({ name }) => name !== file.name) : []
  const all = own ? [...others, own] : others
  return all.length > 0 ? all : null
}
