// What a person made of a column's values once, offered when such a column comes again: the same list of replaced values
// where the values are the same, the same changes where the header is. Offered, never done unasked.
import type { Transform } from './file-mapping'
import { normalise } from './header-words'
import { applyTransforms } from './transforms'

/** Changes that a template of the account makes on the way to a field. */
export type LearnedChange = {
  readonly field: string
  /** The column they were made for. */
  readonly header: string
  readonly transforms: readonly Transform[]
  /** The template that makes them. */
  readonly template: string
}

/** So much of a column's values must stand in a list of replaced values for it to be offered. */
const LISTED_MIN = 0.5

type OfferedColumn = { readonly header: string; readonly samples: readonly string[] }

/**
 * The changes to offer for a column that fills a field, if any fit: those made for a column of the same name before those
 * made for others, and among them those that say something about most of the values, the latest first.
 * @param learned the latest first.
 */
export function learnedChangeFor(
  column: OfferedColumn,
  field: string,
  learned: readonly LearnedChange[],
): LearnedChange | undefined {
  const fitting = learned.flatMap((change) => {
    if (change.field !== field || change.transforms.length === 0) return []
    const isSameHeader = normalise(change.header) === normalise(column.header) && normalise(column.header) !== ''
    const listed = listedShare(change.transforms, column.samples)
    const fits = listed === undefined ? isSameHeader && changesAny(change, column) : listed >= LISTED_MIN
    return fits ? [{ change, weight: (isSameHeader ? 1 : 0) + (listed ?? 0) }] : []
  })
  const [best] = fitting.toSorted((a, b) => b.weight - a.weight)
  return best?.change
}

/** The share of the values that stand in the lists of replaced values; undefined if there is no such list. */
function listedShare(transforms: readonly Transform[], samples: readonly string[]): number | undefined {
  const lists = transforms.filter((transform) => transform.type === 'replace')
  if (lists.length === 0) return undefined
  const values = samples.map((sample) => sample.trim()).filter((value) => value !== '')
  const listed = values.filter((value) => lists.some((list) => Object.hasOwn(list.values, value)))
  return values.length === 0 ? 0 : listed.length / values.length
}

function changesAny({ transforms }: LearnedChange, { samples }: OfferedColumn): boolean {
  return samples.length === 0 || samples.some((sample) => applyTransforms(sample, transforms) !== sample)
}
