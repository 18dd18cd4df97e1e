// What becomes of rows of one file that share a key, and of rows that share a value which must be unique. Which rows
// those are is found where the whole file is at hand (staging, in SQL); the decision is made here.
//
// In SQL: group the staged rows of a file by their key columns (bytes, COLLATE "C"), take the groups of more than one
// row, order their rows by line, and hand each group to judgeDuplicateKey with a content hash per row. Rows that were
// rejected before count too: their key is taken.
import { issueOf, type Issue } from '@/lib/issues/issue'
import type { Tolerance } from '../validation-settings'

/** One row of a group: where it begins, and a hash or other text that is equal exactly for equal content. */
export type Copy = { readonly line: number; readonly content: string }

export type DuplicateVerdict = {
  /** The one row of the group that is applied; null: none. */
  readonly keptLine: number | null
  /** One for every row of the group that is not applied. */
  readonly issues: readonly Issue[]
}

/**
 * Identical copies: the first is kept, the others are reported as warnings; in strict mode none is kept. Different
 * rows with one key: none is kept, since nobody can know which is right (formats.md, section 6).
 * @param copies all rows with that key, two or more, in the order of their lines.
 */
export function judgeDuplicateKey(copies: readonly Copy[], tolerance: Tolerance): DuplicateVerdict {
  const [first, second] = copies
  if (!first || !second) return { keptLine: first?.line ?? null, issues: [] }
  const isIdentical = copies.every((copy) => copy.content === first.content)
  if (isIdentical && tolerance === 'tolerant') {
    const repeats = copies.slice(1)
    return {
      keptLine: first.line,
      issues: repeats.map(({ line }) => issueOf('row-key-repeated', { line, params: { firstLine: first.line } })),
    }
  }
  return {
    keptLine: null,
    issues: copies.map(({ line }) =>
      issueOf('row-key-duplicate', { line, params: otherLine(line, first.line, second.line) }),
    ),
  }
}

/**
 * Rows of different keys that share the value of a field that must be unique: all of them are rejected.
 * @param lines of all rows with that value, two or more, in order.
 */
export function judgeRepeatedValue(lines: readonly number[], field: string, column?: string): Issue[] {
  const [first, second] = lines
  if (first === undefined || second === undefined) return []
  return lines.map((line) =>
    issueOf('value-not-unique', { line, field, column, params: otherLine(line, first, second) }),
  )
}

/** The first other line of the group, so that every message names a place to compare with. */
function otherLine(line: number, first: number, second: number) {
  return { firstLine: line === first ? second : first }
}
