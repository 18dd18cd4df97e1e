// Looks at a stored sample for its job: one file, or every member of a bundle, each recognised and analysed as a sample
// of its own.
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { ImportType } from '@/lib/import-types/import-type'
import { dialectSchema, type Dialect } from '@/lib/csv/dialect'
import type { Issue } from '@/lib/issues/issue'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { isManifest, readManifest } from '@/lib/mapping/bundle/manifest'
import { MANIFEST_NAME } from '@/lib/mapping/bundle/judge-members'
import { recogniseMembers } from '@/lib/mapping/bundle/recognise-members'
import { knownKeys } from '@/lib/roster/known-keys'
import { analyzeSample, readHeaders, type KeysOf } from './analyze-sample'
import type { ImportJob } from './import-job'
import { pastWork } from './mapping-history'
import { openSample, type SampleFile, type StoredSampleFile } from './open-sample'
import type { AnalyzedFile, SampleAnalysis } from './sample-analysis'

type Job = Pick<ImportJob, 'accountId' | 'settings' | 'importType' | 'catalogue'>

/** Reads the beginning of every file of a stored sample. */
export async function analyzeStored(
  job: Job,
  sample: StoredSampleFile,
): Promise<{ ok: true; analysis: SampleAnalysis } | { ok: false; issue: Issue }> {
  const opened = await openSample(sample, job.importType)
  if (!opened.ok) return opened
  const types = job.importType === BUNDLE ? await typesOf(opened.files, job.catalogue) : undefined
  if (types && 'issue' in types) return { ok: false, issue: types.issue }
  const files: AnalyzedFile[] = []
  for (const file of opened.files) {
    const type = types ? types.get(file.name) : typeOf(job)
    const looked = type ? await look(job, file, type) : { ok: true as const, file: unknown(file) }
    if (!looked.ok) return looked
    files.push(looked.file)
  }
  return { ok: true, analysis: { files } }
}

/**
 * Reads the beginning of one file of a stored sample again.
 * @param reading.importType of a bundle's member, as a person chose it; null: it is not to be imported.
 * @param reading.dialect as a person chose it, instead of what is detected.
 */
export async function analyzeAgain(
  job: Job,
  sample: StoredSampleFile,
  reading: { name: string; importType: string | null; dialect?: Dialect },
): Promise<{ ok: true; file: AnalyzedFile } | { ok: false; issue: Issue }> {
  const opened = await openSample(sample, job.importType)
  if (!opened.ok) return opened
  const file = opened.files.find(({ name }) => name === reading.name)
  if (!file) throw new Error('a sample was asked for a file it does not hold')
  const type = reading.importType === null ? undefined : job.catalogue.named(reading.importType)
  return type ? look(job, file, type, reading.dialect) : { ok: true, file: unknown(file) }
}

async function look(job: Job, { name, sizeBytes, head }: SampleFile, type: ImportType, dialect?: Dialect) {
  const read = await head()
  if ('issue' in read) return { ok: false as const, issue: read.issue }
  const past = await pastWork(job.accountId, type.name)
  const keysOf: KeysOf = (columns) => knownKeys(job.accountId, type, columns)
  const sample = { fileName: name, head: read.bytes, sizeBytes }
  // A manifest always names its columns.
  const hasHeader = job.settings.hasHeader || isManifest(type)
  return analyzeSample(sample, type, { hasHeader, past, keysOf, ...(dialect ? { dialect } : {}) })
}

/** A member of which nothing is read or shown. */
function unknown({ name, sizeBytes }: SampleFile): AnalyzedFile {
  return { name, importType: null, dialect: dialectSchema.parse({}), columns: [], rowsEstimate: 0, sizeBytes }
}

async function typesOf(
  files: readonly SampleFile[],
  { offered }: Catalogue,
): Promise<ReadonlyMap<string, ImportType> | { issue: Issue }> {
  const looks = []
  let version
  for (const { name, head, sizeBytes } of files) {
    const read = await head()
    if ('issue' in read) return read
    looks.push({ name, headers: await readHeaders({ fileName: name, head: read.bytes, sizeBytes }, offered) })
    if (name === MANIFEST_NAME) version = (await readManifest(once(read.bytes), 'tolerant')).manifest.version
  }
  return recogniseMembers(looks, version, offered)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The import type of a job for one kind of file. A job of a type that is gone is a programming error. */
export function typeOf(job: Pick<ImportJob, 'importType' | 'catalogue'>): ImportType {
  const type = job.catalogue.named(job.importType)
  if (!type) throw new Error(`there is no import type ${job.importType}`)
  return type
}
