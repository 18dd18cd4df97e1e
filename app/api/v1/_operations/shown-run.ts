// A run as callers see it (api.md).
import { z } from 'zod'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import type { Run } from '@/lib/runs/run'
import { noCounts, type RunCounts } from '@/lib/runs/run-counts'
import { modes, templateSettingsSchema } from '@/lib/templates/template-settings'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'

export const runStates = [
  'queued',
  'reading',
  'checking',
  'held',
  'applying',
  'applied',
  'checked',
  'rejected',
  'discarded',
  'failed',
  'rolled-back',
] as const

const counts = [
  'rows',
  'applied',
  'rejected',
  'added',
  'changed',
  'deactivated',
  'unchanged',
  'errors',
  'warnings',
] as const
const countsSchema = z.record(z.enum(counts), z.int()).meta({ id: 'Counts' })

export const runSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(runStates),
    purpose: z.enum(['delivery', 'check', 'import']),
    template: z.uuid().nullable(),
    templateVersion: z.int().nullable(),
    delivery: z.uuid().nullable(),
    importJob: z.uuid().nullable(),
    importType: z.string(),
    fileName: z.string(),
    mode: z.enum(modes),
    queuedAt: momentSchema,
    startedAt: momentSchema.nullable(),
    finishedAt: momentSchema.nullable(),
    progress: z.object({ bytesRead: z.int(), bytesTotal: z.int() }),
    counts: countsSchema,
    issueCounts: z.record(z.string(), z.int()),
    files: z.array(z.object({ name: z.string(), importType: z.string(), mode: z.enum(modes), counts: countsSchema })),
    hold: z.looseObject({}).nullable(),
    failure: z.looseObject({}).nullable(),
  })
  .meta({ id: 'Run' })

const shownCounts = (all: RunCounts) => Object.fromEntries(counts.map((name) => [name, all[name]]))

/** The files as far as the run came; before its end, those it knows of. */
function shownFiles(run: Run) {
  if (run.files.length > 0) {
    return run.files.map((file) => ({ ...file, counts: shownCounts(file.counts) }))
  }
  const { mode } = templateSettingsSchema.parse(run.settings)
  const files = z.array(fileMappingSchema).parse(run.mapping)
  // The counts of a run that has one file are that file's.
  const counts = shownCounts(files.length === 1 ? run.counts : noCounts)
  return files.map(({ name, importType }) => ({ name, importType, mode, counts }))
}

export function shownRun(run: Run) {
  const { id, purpose, templateId, templateVersion, deliveryId, jobId, importType, fileName, hold, failure } = run
  return {
    ...{ id, purpose, templateVersion, importType, fileName, hold, failure },
    ...{ template: templateId, delivery: deliveryId, importJob: jobId },
    state: kebabCase(run.state),
    mode: templateSettingsSchema.parse(run.settings).mode,
    queuedAt: shownMoment(run.queuedAt),
    startedAt: shownMoment(run.startedAt),
    finishedAt: shownMoment(run.finishedAt),
    progress: { bytesRead: run.counts.bytesRead, bytesTotal: run.counts.bytesTotal },
    counts: shownCounts(run.counts),
    issueCounts: run.issueCounts,
    files: shownFiles(run),
  }
}
