// Saves what a person decided about the columns. It must fit the sample it was made for; whether it can already be used
// (every required field filled) is asked later (mapping-problems.ts), so that half the work can be kept.
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'
import { columnMappingSchema, fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import type { ImportJob } from './import-job'
import { mappingProblems, type MappingProblem } from './mapping-problems'
import type { AnalyzedFile, SampleAnalysis } from './sample-analysis'
import { analyzeStored, typeOf } from './store-sample'

/** A mapping as it comes from outside: what is left out of the dialect is as the sample has it. */
export const mappingInputSchema = fileMappingSchema.extend({
  dialect: z.object(dialectSchema.shape).partial().optional(),
  columns: z.array(columnMappingSchema.extend({ position: columnMappingSchema.shape.position.optional() })).max(10_000),
})

export type MappingInput = z.output<typeof mappingInputSchema>

/** Where in the input something does not fit; words: importJobs.mapping.<code>. */
export type MappingMisfit = {
  readonly code:
    'files' | 'name' | 'import-type' | 'dialect' | 'column-unknown' | 'column-twice' | MappingProblem['code']
  readonly path: readonly (string | number)[]
  /** The column or field in question. */
  readonly subject: string
}

export type SavedMapping =
  | { ok: true; job: ImportJob; problems: MappingProblem[] }
  | ChangeRefusal
  | { ok: false; reason: 'no-sample' }
  | { ok: false; reason: 'misfit'; misfits: MappingMisfit[] }

/**
 * Saves the mapping of a job.
 * @param input.files undefined: all suggestions are accepted as they are.
 * @returns problems: what is still missing before the mapping can be used.
 */
export async function saveMapping(input: {
  accountId: string
  jobId: string
  files?: readonly MappingInput[]
}): Promise<SavedMapping> {
  const found = await changeableJob(input.accountId, input.jobId)
  if (!found.ok) return found
  const { job } = found
  const analysed = job.analysis?.files[0]
  if (!job.sample || !analysed) return { ok: false, reason: 'no-sample' }
  if (!input.files) return write(job, acceptSuggestions(analysed))

  const [file] = input.files
  if (!file || input.files.length > 1) return misfit({ code: 'files', path: ['files'], subject: analysed.name })
  if (file.name !== analysed.name) return misfit({ code: 'name', path: ['files', 0, 'name'], subject: analysed.name })
  if (file.importType !== job.importType) {
    return misfit({ code: 'import-type', path: ['files', 0, 'importType'], subject: job.importType })
  }
  const look = await lookWith(job, analysed, file)
  if (!look) return misfit({ code: 'dialect', path: ['files', 0, 'dialect'], subject: analysed.name })
  const misfits = [...columnMisfits(file, look), ...fieldMisfits(job, file)]
  if (misfits.length > 0) return { ok: false, reason: 'misfit', misfits }
  return write(job, placed(file, look), look)
}

const misfit = (...misfits: MappingMisfit[]) => ({ ok: false, reason: 'misfit', misfits }) as const

async function write(job: ImportJob, mapping: FileMapping, look?: AnalyzedFile): Promise<SavedMapping> {
  const analysis: SampleAnalysis | undefined = look && { files: [look] }
  const written = await writeJob(job, { mapping: [mapping], ...(analysis ? { analysis } : {}) })
  if (!written.ok) return written
  return { ok: true, job: written.job, problems: mappingProblems(mapping, typeOf(job)) }
}

/** The mapping that takes every suggestion and ignores the columns without one. */
export function acceptSuggestions(file: AnalyzedFile): FileMapping {
  return fileMappingSchema.parse({
    name: file.name,
    importType: file.importType,
    dialect: file.dialect,
    columns: file.columns.map(({ header, position, suggestion }) => ({
      header,
      position,
      field: suggestion?.field ?? null,
    })),
  })
}

/** The sample as the person's dialect reads it: another delimiter makes other columns. */
async function lookWith(job: ImportJob, analysed: AnalyzedFile, file: MappingInput): Promise<AnalyzedFile | null> {
  const dialect = { ...analysed.dialect, ...file.dialect }
  const keys = Object.keys(dialect) as (keyof typeof dialect)[]
  if (keys.every((key) => dialect[key] === analysed.dialect[key])) return analysed
  const storageKey = job.sample?.storageKey
  if (!job.sample || !storageKey) return null
  const again = await analyzeStored(job, { ...job.sample, storageKey }, dialect)
  return again.ok ? again.file : null
}

function columnMisfits(file: MappingInput, look: AnalyzedFile): MappingMisfit[] {
  const seen = new Set<number>()
  return file.columns.flatMap(({ header, position }, index): MappingMisfit[] => {
    const path = ['files', 0, 'columns', index]
    const column = look.columns.find((one) => one.header === header && (position ?? one.position) === one.position)
    if (!column) return [{ code: 'column-unknown', path, subject: header }]
    if (seen.has(column.position)) return [{ code: 'column-twice', path, subject: header }]
    seen.add(column.position)
    return []
  })
}

/** The complete mapping: every column of the sample in its place, those not named ignored. */
function placed(file: MappingInput, look: AnalyzedFile): FileMapping {
  const columns = look.columns.map(({ header, position }) => {
    const given = file.columns.find((one) => one.header === header && (one.position ?? position) === position)
    return { header, position, field: given?.field ?? null, transforms: given?.transforms ?? [] }
  })
  return fileMappingSchema.parse({ ...file, dialect: look.dialect, columns })
}

/** What contradicts itself can not even be kept; what is only missing can. */
function fieldMisfits(job: ImportJob, file: MappingInput): MappingMisfit[] {
  return mappingProblems(file, typeOf(job)).flatMap(({ code, field, columnIndex }): MappingMisfit[] => {
    if (code === 'field-required') return []
    const place = columnIndex === undefined ? ['constants', field] : ['columns', columnIndex, 'field']
    return [{ code, path: ['files', 0, ...place], subject: field }]
  })
}
