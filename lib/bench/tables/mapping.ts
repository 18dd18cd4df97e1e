// How often the mapper is right: every list of the development set, brought into every import type it may be for, as it
// stands and written in other ways. One half was looked at while the mapper was made, the other only measured.
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { suggestMapping } from '@/lib/mapping/suggest-mapping'
import { valuesOf } from '../data/mapping/made-values'
import { readLists, type Half, type ListedColumn, type ListedFile } from '../data/mapping/read-lists'
import { targets } from '../data/mapping/targets'
import { manners, shuffledColumns, written, type Manner } from '../data/mapping/written-anew'
import { markdownTable } from '../print-tables'

/** At least these shares, in percent, and none of the others. */
const RIGHT_MIN = 85
const PRECISION_MIN = 98

export type Tally = {
  readonly system: string
  readonly half: Half
  readonly files: number
  readonly columns: number
  /** Suggested for its field, or left alone where there is none. */
  readonly right: number
  /** Columns there is a field for, and how many of them were found. */
  readonly mappable: number
  readonly found: number
  readonly suggested: number
  readonly suggestedRight: number
  /** First for last name, or one person's value for another's. */
  readonly swaps: number
  /** National ids, lunch, disability, health, immigration. */
  readonly sensitive: number
}

export type Mistake = {
  readonly system: string
  readonly half: Half
  readonly manner: Manner
  readonly importType: string
  readonly header: string
  readonly wanted: string
  readonly suggested: string
}

export type MappingAccuracy = { readonly tallies: readonly Tally[]; readonly mistakes: readonly Mistake[] }

/** Maps every list of the set in every manner. */
export function measureMapping(): MappingAccuracy {
  const mistakes: Mistake[] = []
  const tallies = new Map<string, Tally>()
  for (const [index, file] of readLists().entries()) {
    for (const { importType: name, fields } of targets[file.subject] ?? []) {
      const type = importTypeNamed(name)
      if (!type) throw new Error(`the development set names a type that is gone: ${name}`)
      manners.forEach((manner, at) => {
        const columns = manner === 'as it is' ? file.columns : shuffledColumns(file, index * 31 + at)
        const judged = judge(file, columns, type, fields, manner)
        mistakes.push(...judged.mistakes)
        tallies.set(file.system, sum(tallies.get(file.system), judged.tally))
      })
    }
  }
  return { tallies: [...tallies.values()], mistakes }
}

function judge(
  file: ListedFile,
  columns: readonly ListedColumn[],
  type: ImportType,
  fields: Readonly<Record<string, string>>,
  manner: Manner,
): { tally: Tally; mistakes: Mistake[] } {
  const sample = columns.map((column, position) => ({
    header: written(column.header, manner, file.subject),
    position,
    samples: valuesOf(file, column, position + 1),
  }))
  const suggestions = suggestMapping(sample, type)
  const mistakes: Mistake[] = []
  const counts = { right: 0, mappable: 0, found: 0, suggested: 0, suggestedRight: 0, swaps: 0, sensitive: 0 }
  columns.forEach(({ meaning }, at) => {
    const wanted = (fields[meaning] ?? '-').split('|')
    const suggested = suggestions[at]?.field ?? '-'
    const isRight = wanted.includes(suggested)
    if (isRight) counts.right++
    if (!wanted.includes('-')) counts.mappable++
    if (!wanted.includes('-') && isRight) counts.found++
    if (suggested !== '-') counts.suggested++
    if (suggested !== '-' && isRight) counts.suggestedRight++
    if (suggested !== '-' && !isRight && isSwap(meaning, suggested, fields)) counts.swaps++
    if (suggested !== '-' && meaning === 'secret') counts.sensitive++
    if (isRight) return
    const { system, half } = file
    const header = sample[at]?.header ?? ''
    mistakes.push({ system, half, manner, importType: type.name, header, wanted: wanted.join('|'), suggested })
  })
  return { tally: { system: file.system, half: file.half, files: 1, columns: columns.length, ...counts }, mistakes }
}

/** Whose value it is, and which name, by the meaning of a column and by that of the field it was suggested for. */
function isSwap(meaning: string, suggested: string, fields: Readonly<Record<string, string>>): boolean {
  const meant = Object.keys(fields).find((name) => (fields[name] ?? '').split('|').includes(suggested))
  if (meant === undefined) return false
  const person = (name: string) => /^(guardian|teacher|student|other)-/.exec(name)?.[1] ?? 'own'
  const part = (name: string) => /(first|last)$/.exec(name)?.[1]
  const parts = [part(meaning), part(meant)]
  return person(meaning) !== person(meant) || (parts[0] !== parts[1] && parts.every((one) => one !== undefined))
}

function sum(before: Tally | undefined, added: Tally): Tally {
  if (!before) return added
  const names = ['files', 'columns', 'right', 'mappable', 'found', 'suggested', 'suggestedRight', 'swaps', 'sensitive']
  const sums = (names as (keyof Tally)[]).map((name) => [name, Number(before[name]) + Number(added[name])] as const)
  return { ...before, ...Object.fromEntries(sums) }
}

const percent = (part: number, whole: number) => (whole === 0 ? 100 : (part / whole) * 100)

/** A row for each system, and one for each half. */
export function mappingTable({ tallies }: MappingAccuracy): string {
  const header = ['Headers of', 'Files', 'Columns', 'Right', 'Found', 'Precision', 'Swaps', 'Sensitive', 'Reached']
  const halves = ['development', 'held-out'] as const
  const rows = halves.flatMap((half) => {
    const own = tallies.filter((tally) => tally.half === half)
    const all = own.reduce<Tally | undefined>(sum, undefined)
    const last = all ? [tallyRow({ ...all, system: `all of the ${half} half` })] : []
    return [...own.map(tallyRow), ...last]
  })
  return markdownTable(header, rows)
}

function tallyRow(tally: Tally): string[] {
  const [right, precision] = [percent(tally.right, tally.columns), percent(tally.suggestedRight, tally.suggested)]
  const isReached = right >= RIGHT_MIN && precision >= PRECISION_MIN && tally.swaps + tally.sensitive === 0
  return [
    ...[tally.system, String(tally.files), String(tally.columns), `${right.toFixed(1)} %`],
    ...[`${percent(tally.found, tally.mappable).toFixed(1)} %`, `${precision.toFixed(1)} %`],
    ...[String(tally.swaps), String(tally.sensitive), isReached ? 'yes' : 'no'],
  ]
}
