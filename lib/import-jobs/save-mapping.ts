// Saves what a person decided about the columns. It must fit the sample it was made for; whether it can already be used
// (every required field filled) is asked later (mapping-problems.ts), so that half the work can be kept.
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { columnMappingSchema, fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { acceptAll } from './accept-suggestions'
import { analyzeAgain } from './analyze-stored'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import type { ImportJob } from './import-job'
import { fitFile, type MappingMisfit } from './fit-mapping'
import { problemsOfFiles, type FileProblem } from './mapping-problems'
import type { AnalyzedFile, SampleAnalysis } from './sample-analysis'

export type { MappingMisfit } from './fit-mapping'

/** A mapping as it comes from outside: what is left out of the dialect is as the sample has it. */
export const mappingInputSchema = fileMappingSchema.extend({
  dialect: z.object(dialectSchema.shape).partial().optional(),
  columns: z.array(columnMappingSchema.extend({ position: columnMappingSchema.shape.position.optional() })).max(10_000),
})

export type MappingInput = z.output<typeof mappingInputSchema>

export type SavedMapping =
  | { ok: true; job: ImportJob; problems: FileProblem[] }
  | ChangeRefusal
  | { ok: false; reason: 'no-sample' }
  | { ok: false; reason: 'misfit'; misfits: MappingMisfit[] }

/**
 * Saves the mapping of a job.
 * @param input.files undefined: all suggestions are accepted as they are. Members of a bundle that are not named are not
 * imported.
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
  const { analysis } = job
  if (!job.sample || !analysis) return { ok: false, reason: 'no-sample' }
  if (!input.files) return write(job, acceptAll(analysis), analysis)

  const misfits = listMisfits(job, analysis, input.files)
  if (misfits.length > 0) return { ok: false, reason: 'misfit', misfits }
  const looks = new Map<string, AnalyzedFile>()
  const mapping: FileMapping[] = []
  for (const [index, file] of input.files.entries()) {
    const look = await lookWith(job, analysis, file)
    if (!look) return misfit({ code: 'dialect', path: ['files', index, 'dialect'], subject: file.name })
    const fitted = fitFile(file, look, index, job)
    misfits.push(...fitted.misfits)
    looks.set(file.name, look)
    mapping.push(fitted.mapping)
  }
  if (misfits.length > 0) return { ok: false, reason: 'misfit', misfits }
  return write(job, mapping, { files: analysis.files.map((file) => looks.get(file.name) ?? file) })
}

const misfit = (...misfits: MappingMisfit[]) => ({ ok: false, reason: 'misfit', misfits }) as const

async function write(job: ImportJob, mapping: FileMapping[], analysis: SampleAnalysis): Promise<SavedMapping> {
  const written = await writeJob(job, { mapping, ...(analysis === job.analysis ? {} : { analysis }) })
  if (!written.ok) return written
  return { ok: true, job: written.job, problems: problemsOfFiles(mapping, job) }
}

/** Whether these files, each of its type, are the sample's. Two of one type would undo each other every night. */
function listMisfits(
  job: ImportJob,
  { files: known }: SampleAnalysis,
  files: readonly MappingInput[],
): MappingMisfit[] {
  const [only] = known
  const isBundle = job.importType === BUNDLE
  if (files.length === 0 || (!isBundle && files.length > 1)) {
    return [{ code: 'files', path: ['files'], subject: only?.name ?? '' }]
  }
  const types = files.map(({ importType }) => importType)
  return files.flatMap(({ name, importType }, index): MappingMisfit[] => {
    const isKnown = known.some((file) => file.name === name)
    const isRepeated = files.findIndex((file) => file.name === name) < index
    if (!isKnown || isRepeated) {
      return [{ code: 'name', path: ['files', index, 'name'], subject: isBundle ? name : (only?.name ?? '') }]
    }
    const path = ['files', index, 'importType']
    if (!isBundle && importType !== job.importType) return [{ code: 'import-type', path, subject: job.importType }]
    if (!job.catalogue.named(importType)) return [{ code: 'import-type', path, subject: importType }]
    return types.indexOf(importType) < index ? [{ code: 'import-type-twice', path, subject: importType }] : []
  })
}

/** The file as the person reads it: another delimiter makes other columns, another type other suggestions. */
async function lookWith(job: ImportJob, analysis: SampleAnalysis, file: MappingInput): Promise<AnalyzedFile | null> {
  const analysed = analysis.files.find(({ name }) => name === file.name)
  const storageKey = job.sample?.storageKey
  if (!analysed || !job.sample) return null
  const isSameType = analysed.importType === file.importType
  const dialect = { ...analysed.dialect, ...file.dialect }
  const keys = Object.keys(dialect) as (keyof typeof dialect)[]
  const isSameDialect = keys.every((key) => dialect[key] === analysed.dialect[key])
  if (isSameType && isSameDialect) return analysed
  if (!storageKey) return null
  const { name, importType } = file
  const reading = { name, importType, ...(isSameDialect && !file.dialect ? {} : { dialect }) }
  const again = await analyzeAgain(job, { ...job.sample, storageKey }, reading)
  return again.ok ? again.file : null
}
