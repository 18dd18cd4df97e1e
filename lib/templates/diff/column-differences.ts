// Compares the columns of one file. A column is known by its header; of several with the same header, by which it is.
import { isDeepStrictEqual } from 'node:util'
import { fillsOf, type ColumnMapping, type Fill } from '@/lib/mapping/file-mapping'
import type { FileDifference } from './difference'
import { without } from './without'

/** What is different in `after`, in the order of the file as it is now; what has gone comes last. */
export function columnDifferences(before: readonly ColumnMapping[], after: readonly ColumnMapping[]): FileDifference[] {
  const [was, is] = [numbered(before, 'header'), numbered(after, 'header')]
  const stayed = [...is.keys()].filter((id) => was.has(id))
  const moved = movedColumns(stayed, was, is)
  const differences = [...is].flatMap(([id, column]): FileDifference[] => {
    const old = was.get(id)
    if (!old) return added(column)
    return [...changed(old, column), ...(moved.has(id) ? [movedTo(old, column)] : [])]
  })
  const gone = [...was]
    .filter(([id]) => !is.has(id))
    .map(([, { header, field }]): FileDifference => ({ code: 'column-removed', header, field }))
  // The list may name the columns in another order than the file has them, which changes nothing that is read.
  const isListedOtherwise =
    differences.length + gone.length === 0 && [...was.keys()].some((id, place) => [...is.keys()][place] !== id)
  return [...differences, ...gone, ...(isListedOtherwise ? [{ code: 'columns-listed-otherwise' as const }] : [])]
}

/** A new column, and all it does. */
function added(column: ColumnMapping): FileDifference[] {
  const { header, field } = column
  const [first, ...more] = fillsOf(column)
  if (!first) return [{ code: 'column-added', header, field: null }]
  return [
    { code: 'column-added', header, field },
    ...fillDifferences(header, { field: first.field, transforms: [] }, first),
    ...usesOf(header, [], more),
  ]
}

/** Things by a name of theirs, and how many of the same name stand before. */
function numbered<Name extends string, Thing extends Record<Name, string>>(
  things: readonly Thing[],
  name: Name,
): Map<string, Thing> {
  const seen = new Map<string, number>()
  return new Map(
    things.map((thing) => {
      const count = seen.get(thing[name]) ?? 0
      seen.set(thing[name], count + 1)
      return [`${count} ${thing[name]}`, thing]
    }),
  )
}

/** What differs in how the column is used. Anything that none of the sentences says is still told. */
function changed(before: ColumnMapping, after: ColumnMapping): FileDifference[] {
  const { header } = after
  const [was, is] = [fillsOf(before), fillsOf(after)]
  const [only, instead] = [was[0], is[0]]
  const isRemapped = was.length === 1 && is.length === 1 && only && instead && only.field !== instead.field
  const found = isRemapped
    ? [
        { code: 'remapped' as const, header, before: only.field, after: instead.field },
        ...fillDifferences(header, only, instead),
      ]
    : usesOf(header, was, is)
  const same = isDeepStrictEqual(without(before, aboutThePlace), without(after, aboutThePlace))
  return same || found.length > 0 ? found : [{ code: 'column-detail', header }]
}

const aboutThePlace = ['header', 'position']

function usesOf(header: string, before: readonly Fill[], after: readonly Fill[]): FileDifference[] {
  const [was, is] = [numbered(before, 'field'), numbered(after, 'field')]
  const gone = [...was].filter(([id]) => !is.has(id))
  return [
    ...gone.map(([, { field }]) => ({ code: 'unmapped' as const, header, field })),
    ...[...is].flatMap(([id, fill]): FileDifference[] => {
      const old = was.get(id)
      if (old) return fillDifferences(header, old, fill)
      const { field } = fill
      return [{ code: 'mapped', header, field }, ...fillDifferences(header, { field, transforms: [] }, fill)]
    }),
  ]
}

function fillDifferences(header: string, before: Fill, after: Fill): FileDifference[] {
  const { field } = after
  return [
    ...(isDeepStrictEqual(before.transforms, after.transforms)
      ? []
      : [{ code: 'transforms' as const, header, field, before: before.transforms, after: after.transforms }]),
    ...(before.order === after.order ? [] : [{ code: 'order' as const, header, field }]),
  ]
}

const movedTo = (before: ColumnMapping, after: ColumnMapping): FileDifference => ({
  ...{ code: 'moved', header: after.header },
  ...{ before: before.position + 1, after: after.position + 1 },
})

/**
 * Which of the columns that stayed moved. Where columns came or went, the others are pushed aside, which is not worth
 * saying: only those out of the order of the rest are named.
 */
function movedColumns(
  stayed: readonly string[],
  was: ReadonlyMap<string, ColumnMapping>,
  is: ReadonlyMap<string, ColumnMapping>,
): Set<string> {
  const place = (id: string, columns: ReadonlyMap<string, ColumnMapping>) => columns.get(id)?.position ?? 0
  const isPushed = stayed.length < Math.max(was.size, is.size)
  if (!isPushed) return new Set(stayed.filter((id) => place(id, was) !== place(id, is)))
  const inOrder = stayed.toSorted((a, b) => place(a, is) - place(b, is))
  const kept = longestRise(inOrder.map((id) => place(id, was)))
  return new Set(inOrder.filter((_, index) => !kept.has(index)))
}

/** The indexes of a longest sequence of rising numbers. */
function longestRise(numbers: readonly number[]): Set<number> {
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  numbers.forEach((number, index) => {
    let place = 0
    for (let high = ends.length; place < high;) {
      const middle = (place + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) place = middle + 1
      else high = middle
    }
    previous[index] = ends[place - 1]
    ends[place] = index
  })
  const rise = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) rise.add(at)
  return rise
}
