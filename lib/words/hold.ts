// Why a run is held, as the words take it (messages.held): a sentence takes every param, whichever reason it is.
import type { HoldReason } from '@/lib/changes/thresholds'

const none = { affected: 0, activeBefore: 0, percent: 0, limitPercent: 0, group: '', kind: '', rows: 0, rejected: 0 }
const noColumns = { column: '', count: 0, file: '' }

/** The params of messages.held.subject and messages.held.why. */
export function holdParams(hold: HoldReason, importType = ''): Record<string, string | number> {
  if (hold.reason !== 'columns') return { ...none, ...noColumns, isProposed: 'no', hasFile: 'no', ...hold, importType }
  const { isProposed, file, ...own } = hold
  const said = { isProposed: isProposed ? 'yes' : 'no', hasFile: file === undefined ? 'no' : 'yes', file: file ?? '' }
  return { ...none, ...own, ...said, importType }
}
