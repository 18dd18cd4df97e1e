// The ledger as tables in Markdown, to be read in a terminal and put into the README as they are.
import { median, spreadOf } from './figures'
import { allOf, ratioOf, timesOf, type Entry } from './ledger'

/** A table whose columns are as wide as their widest cell. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** Each piece of work with its time, its ratio and whether that is what it should be. */
export function figuresTable(entries: readonly Entry[]): string {
  const header = ['Work', 'Time', '× `\\copy`', 'range', 'must', 'aim', 'reached', 'worker MB']
  return markdownTable(
    header,
    entries.map((entry) => figuresRow(entry, entries)),
  )
}

function figuresRow(entry: Entry, entries: readonly Entry[]): string[] {
  const time = spreadOf(timesOf(entry).flatMap((value) => value ?? []))
  const ratio = ratioOf(entry, entries)
  const memory = spreadOf(allOf(entry, 'peakMegabytes'))
  const name = entry.note ? `${entry.name} (${entry.note})` : entry.name
  if (!time) return [name, entry.values.find((value) => value?.trouble)?.trouble ?? '', '', '', '', '', '', '']
  return [
    name,
    duration(time.median),
    ratio ? times(ratio.median) : '',
    ratio && ratio.min < ratio.max ? `${times(ratio.min)} to ${times(ratio.max)}` : '',
    limits(entry.must, entry.memoryMust),
    entry.aim === undefined ? '' : times(entry.aim),
    verdict(entry, ratio?.median, memory?.max),
    memory ? memory.max.toFixed(0) : '',
  ]
}

function limits(must: number | undefined, megabytes: number | undefined): string {
  const parts = [must === undefined ? [] : times(must), megabytes === undefined ? [] : `${megabytes} MB`]
  return parts.flat().join(', ')
}

function verdict({ must, aim, memoryMust }: Entry, ratio: number | undefined, megabytes: number | undefined): string {
  if (memoryMust !== undefined && megabytes !== undefined && megabytes > memoryMust) return 'no'
  if (must === undefined) return memoryMust === undefined || megabytes === undefined ? '' : 'yes'
  if (ratio === undefined) return ''
  if (ratio > must) return 'no'
  return aim !== undefined && ratio <= aim ? 'aim' : 'must'
}

/** Where the time goes: the run's states, and the processors' share in it. */
export function effortTable(entries: readonly Entry[]): string {
  const header = ['Work', 'Time', 'with the wait', 'read', 'compare', 'apply', 'worker CPU', 'PostgreSQL CPU', 'WAL MB']
  const shown = entries.filter((entry) => entry.values.some((value) => value?.walMegabytes !== undefined))
  return markdownTable(header, shown.map(effortRow))
}

function effortRow(entry: Entry): string[] {
  const phase = (name: string) => timeOr(median(entry.values.flatMap((value) => value?.phases?.[name] ?? [])))
  const seconds = (name: 'nodeSeconds' | 'serverSeconds') => {
    const value = median(allOf(entry, name))
    return value === undefined ? '' : `${value.toFixed(2)} s`
  }
  return [
    entry.name,
    timeOr(median(timesOf(entry).flatMap((value) => value ?? []))),
    timeOr(median(allOf(entry, 'wallMs'))),
    ...[phase('reading'), phase('checking'), phase('applying')],
    ...[seconds('nodeSeconds'), seconds('serverSeconds')],
    (median(allOf(entry, 'walMegabytes')) ?? 0).toFixed(0),
  ]
}

const timeOr = (ms: number | undefined) => (ms === undefined ? '' : duration(ms))

/** For people: 0.42 s, 7.8 s, 43 s, 2.4 min, 12 min. */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 1) return `${seconds.toFixed(2)} s`
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  return seconds < 100 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(seconds < 600 ? 1 : 0)} min`
}

function times(ratio: number): string {
  return ratio < 10 ? `${ratio.toFixed(2)}` : ratio.toFixed(0)
}
