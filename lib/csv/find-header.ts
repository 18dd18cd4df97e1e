// Which of the first rows is the header (console.md B2): a header is full, its cells differ from each other, are words
// rather than values, are known names, and are unlike what stands beneath them.

/** A header further down than this is not looked for. */
const HEADER_ROWS_MAX = 30
/** Rows beneath that show what a column holds. */
const ROWS_BENEATH_MAX = 50

export type CandidateRow = {
  readonly cells: readonly string[]
  /** Its cells are not to be trusted: a stray quote, a broken character. */
  readonly isBroken: boolean
}

export type HeaderFound = {
  /** Index of the header among the rows; -1: the file has none. */
  readonly index: number
  /** From 0 to 1, how much the row looks like a header. */
  readonly score: number
  readonly reason: 'known-names' | 'unlike-rows-beneath' | 'first-row' | 'none'
}

type Scored = { index: number; score: number; knownShare: number; contrast: number; isLikeBeneath: boolean }

/**
 * @param rows the first rows of the file
 * @param width how many cells most rows have
 * @param isKnown whether a header is a known name; undefined if no names are known
 */
export function findHeader(
  rows: readonly CandidateRow[],
  width: number,
  isKnown?: (header: string) => boolean,
): HeaderFound {
  let best: Scored | undefined
  for (let index = 0; index < Math.min(rows.length, HEADER_ROWS_MAX); index++) {
    const scored = scoreRow(rows, index, width, isKnown)
    // The earlier one stays on a tie: every row further down might be data.
    if (!best || scored.score > best.score + 0.02) best = scored
  }
  if (!best) return { index: -1, score: 0, reason: 'none' }
  const { index, score, knownShare, contrast, isLikeBeneath } = best
  if (knownShare > 0) return { index, score, reason: 'known-names' }
  if (isLikeBeneath) return { index: -1, score, reason: 'none' }
  return { index, score, reason: contrast > 0 ? 'unlike-rows-beneath' : 'first-row' }
}

function scoreRow(
  rows: readonly CandidateRow[],
  index: number,
  width: number,
  isKnown?: (header: string) => boolean,
): Scored {
  const { isBroken } = rows[index]!
  const cells = rows[index]!.cells.map((cell) => cell.trim())
  const filled = cells.filter((cell) => cell !== '')
  const beneath = rows.slice(index + 1, index + 1 + ROWS_BENEATH_MAX)
  const typed = cells
    .map((cell, position) => ({ own: valueType(cell), below: columnType(beneath, position) }))
    .filter(({ below }) => below !== undefined && below !== 'words')
  const unlike = typed.filter(({ own, below }) => own !== 'blank' && own !== below).length
  const share = (count: number, of: number) => (of > 0 ? count / of : 0)

  const filledShare = share(filled.length, Math.max(width, cells.length))
  const distinctShare = share(new Set(filled.map((cell) => cell.toLowerCase())).size, filled.length)
  const wordShare = share(filled.filter((cell) => valueType(cell) === 'words').length, filled.length)
  const knownShare = isKnown ? share(filled.filter(isKnown).length, filled.length) : 0
  const contrast = share(unlike, typed.length)
  const soundness = (cells.length === width ? 1 : 0.75) * (isBroken ? 0.5 : 1)

  const score =
    soundness * (0.3 * filledShare + 0.1 * distinctShare + 0.2 * wordShare + 0.2 * contrast + 0.2 * knownShare)
  return { index, score, knownShare, contrast, isLikeBeneath: typed.length > 0 && unlike === 0 }
}

type ValueType = 'blank' | 'number' | 'date' | 'address' | 'identifier' | 'boolean' | 'words'

function valueType(cell: string): ValueType {
  if (cell === '') return 'blank'
  if (/^[-+$]?\d[\d.,\s]{0,30}%?$/.test(cell)) return 'number'
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].{0,30})?$/.test(cell)) return 'date'
  if (/^[^@\s]{1,64}@[^@\s]{1,255}$/.test(cell) || /^https?:\/\//i.test(cell)) return 'address'
  if (/^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i.test(cell)) return 'identifier'
  if (/^[A-Za-z]{0,8}[-_]?\d{3,}$/.test(cell)) return 'identifier'
  if (/^(true|false|yes|no|y|n|si|sí)$/i.test(cell)) return 'boolean'
  return 'words'
}

/** What most of the filled cells of a column are; undefined if there is nothing to tell it by. */
function columnType(rows: readonly CandidateRow[], position: number): ValueType | undefined {
  const types = rows.map((row) => valueType((row.cells[position] ?? '').trim())).filter((type) => type !== 'blank')
  const counts = new Map<ValueType, number>()
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  if (!most) return undefined
  return most[1] >= types.length * 0.8 ? most[0] : 'words'
}
