// The values of a sample on their way through the steps: what each was, what it becomes, and what is said of it.
import { applyTransforms } from '@/lib/mapping/transforms'
import type { Transform } from '@/lib/mapping/file-mapping'
import { textOf, type Remarked } from '@/lib/validation/cell'
import type { FieldJudge, Said } from './field-judge'
import type { ValuesAnswer } from './values-action'

/** One different value of the sample; how often it stands there, if that is known already. */
export type Seen = { readonly texts: readonly string[]; readonly count: number | undefined }

export type ValueRow = {
  readonly before: readonly string[]
  readonly count: number | undefined
  readonly after: string | Remarked
  readonly said: readonly Said[]
}

/** Until all values are there, those the board knows; always a blank one, because one may come any night. */
export function seenValues(answer: ValuesAnswer | null | undefined, samples: readonly (readonly string[])[]): Seen[] {
  const known = answer ? answer.values : samples.map((texts) => ({ texts, count: undefined }))
  const isBlank = ({ texts }: Seen) => texts.every((text) => text === '')
  const width = known[0]?.texts.length ?? 1
  return known.some(isBlank)
    ? [...known]
    : [...known, { texts: Array<string>(width).fill(''), count: answer ? 0 : undefined }]
}

export function valueRows(
  seen: readonly Seen[],
  change: (texts: readonly string[]) => string | Remarked,
  judge: FieldJudge | undefined,
): ValueRow[] {
  return seen.map(({ texts, count }) => {
    const after = change(texts)
    return { before: texts, count, after, said: judge?.(after) ?? [] }
  })
}

export type SeenText = { readonly text: string; readonly count: number | undefined }

/** The different texts that a step sees behind the steps before it, blanks around them left out; the most frequent first. */
export function textsAt(seen: readonly Seen[], steps: readonly Transform[]): SeenText[] {
  const counts = new Map<string, number | undefined>()
  for (const { texts, count } of seen) {
    const changed = applyTransforms(texts[0] ?? '', steps)
    if (typeof changed === 'object' && changed.severity === 'error') continue
    const text = textOf(changed).trim()
    counts.set(text, count === undefined ? undefined : (counts.get(text) ?? 0) + count)
  }
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .filter(({ text, count }) => text !== '' || count !== 0)
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
}
