// What a finished check comes to, in one word; the words for it are wizard.check.verdict.<code>.
import type { Tone } from '@/components/ui/tone'
import type { RunCounts } from '@/lib/runs/run-counts'
import type { Run } from '@/lib/runs/run'

export type Verdict = {
  code: 'clean' | 'warnings' | 'someRejected' | 'allRejected' | 'noRows' | 'refused' | 'failed'
  tone: Tone
}

export function verdictOf({ state, counts }: Run): Verdict {
  if (state === 'failed') return { code: 'failed', tone: 'bad' }
  if (state !== 'checked') return { code: 'refused', tone: 'bad' }
  if (counts.rows === 0) return { code: 'noRows', tone: 'warn' }
  if (counts.applied === 0) return { code: 'allRejected', tone: 'bad' }
  if (counts.rejected > 0) return { code: 'someRejected', tone: 'warn' }
  return counts.warnings > 0 ? { code: 'warnings', tone: 'good' } : { code: 'clean', tone: 'good' }
}

/** What the title of a verdict says in numbers. */
export function verdictParams({ rows, applied, rejected, warnings }: RunCounts) {
  return { rows, valid: applied, rejected, warnings }
}
