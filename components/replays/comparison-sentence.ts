// What a replay or a shadow run came to, in one sentence: replays.sentence.<code>.
import type { Tone } from '@/components/ui/tone'
import { comparedRows, readComparison, type ComparedRows } from '@/lib/runs/comparison'
import { isGoingOn, type Run } from '@/lib/runs/run'

export type ComparisonSentence = {
  readonly code: 'going' | 'same' | 'differs' | 'refused' | 'refusedByBoth' | 'readAgain' | 'failed' | 'gone'
  readonly tone: Tone
  readonly params: Record<string, number>
}

const none = { asBefore: 0, different: 0, differs: 0, rejected: 0, accepted: 0, deactivated: 0, kept: 0 }

/** The sentence for a run, whatever became of it. */
export function comparisonSentence(run: Pick<Run, 'state' | 'comparison'>): ComparisonSentence {
  const comparison = readComparison(run.comparison)
  if (isGoingOn(run)) return { code: 'going', tone: 'info', params: none }
  if (run.state === 'failed') return { code: 'failed', tone: 'bad', params: none }
  if (!comparison) return { code: 'gone', tone: 'warn', params: none }
  const params = paramsOf(comparedRows(comparison))
  if (run.state === 'rejected' && comparison.refusedBefore) return { code: 'refusedByBoth', tone: 'warn', params }
  if (run.state === 'rejected') return { code: 'refused', tone: 'bad', params }
  if (comparison.refusedBefore) return { code: 'readAgain', tone: 'warn', params }
  if (params.different === 0) return { code: 'same', tone: 'good', params }
  return { code: 'differs', tone: params.rejected > 0 || params.deactivated > 0 ? 'warn' : 'info', params }
}

function paramsOf(rows: ComparedRows) {
  return {
    ...{ asBefore: rows.asBefore, different: rows.different, differs: rows.differs },
    ...{ rejected: rows['newly-rejected'], accepted: rows['newly-accepted'] },
    ...{ deactivated: rows['newly-deactivated'], kept: rows['no-longer-deactivated'] },
  }
}
