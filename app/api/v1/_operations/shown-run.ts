// A run as callers see it (api.md).
import { z } from 'zod'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { rowDifferenceKinds } from '@/lib/roster/difference-kinds'
import { comparedRows, readComparison } from '@/lib/runs/comparison'
import type { Run } from '@/lib/runs/run'
import { noCounts, type RunCounts } from '@/lib/runs/run-counts'
import { modes, templateSettingsSchema } from '@/lib/templates/template-settings'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { columnChangesSchema, shownColumnChanges } from './shown-column-changes'

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

/** Every record a run had changed is in one of the three buckets of its undo. */
export const undoSchema = z
  .object({ reversed: z.int(), kept: z.int(), failed: z.int(), removed: z.int() })
  .meta({ id: 'Undo' })

export const shownUndo = ({ applied, kept, failed, removed }: RunCounts) => ({
  reversed: applied,
  kept,
  failed,
  removed,
})

const comparisonShown = z
  .object({
    delivery: z
      .uuid()
      .nullable()
      .describe('the kept delivery that was read once more; null: the sample of an import job'),
    version: z.int().nullable().describe('of the template, that it is compared with'),
    asBefore: z.int().describe('rows of which both say the same'),
    kinds: z.record(z.enum(rowDifferenceKinds), z.int()),
    refusedBefore: z.boolean().describe('that version refuses the file as a whole'),
    hold: z.looseObject({}).nullable().describe('why such a delivery would wait for a person'),
  })
  .meta({ id: 'Comparison' })

export const runSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(runStates),
    purpose: z.enum(['delivery', 'check', 'import', 'rollback', 'replay', 'shadow', 'rehearsal']),
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
    columnChanges: columnChangesSchema,
    failure: z.looseObject({}).nullable(),
    rollsBack: z.uuid().nullable().describe('of an undo: the run that is undone'),
    requestedBy: z.string().nullable().describe('of an undo or a replay: who asked for it'),
    rolledBackBy: z.uuid().nullable().describe('the newest undo of this run, under way or applied'),
    undo: undoSchema.nullable().describe('of an undo: what became of the records'),
    comparison: comparisonShown.nullable().describe('of a replay or a shadow run, once it has ended'),
    historyKept: z.boolean().describe('false: it can neither be undone nor told record by record any more'),
  })
  .meta({ id: 'Run' })

const shownComparison = (run: Run) => {
  const comparison = readComparison(run.comparison)
  if (!comparison) return null
  const { asBefore, different: _, ...kinds } = comparedRows(comparison)
  const { refusedBefore, hold } = comparison
  return { ...{ delivery: run.comparedDeliveryId, version: run.comparedVersion }, asBefore, kinds, refusedBefore, hold }
}

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
    ...{ id, purpose, templateVersion, importType, fileName, hold, failure, requestedBy: run.requestedBy },
    ...{ rollsBack: run.rollsBackRunId, rolledBackBy: run.rollbacks[0]?.id ?? null, historyKept: !run.historyGoneAt },
    comparison: shownComparison(run),
    undo: purpose === 'rollback' ? shownUndo(run.counts) : null,
    ...{ template: templateId, delivery: deliveryId, importJob: jobId },
    state: kebabCase(run.state),
    mode: templateSettingsSchema.parse(run.settings).mode,
    queuedAt: shownMoment(run.queuedAt),
    startedAt: shownMoment(run.startedAt),
    finishedAt: shownMoment(run.finishedAt),
    progress: { bytesRead: run.counts.bytesRead, bytesTotal: run.counts.bytesTotal },
    counts: shownCounts(run.counts),
    issueCounts: run.issueCounts,
    columnChanges: shownColumnChanges(run),
    files: shownFiles(run),
  }
}
