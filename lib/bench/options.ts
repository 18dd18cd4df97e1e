// What may be asked of the measurements on the command line.
import { parseArgs } from 'node:util'

export const partNames = [
  ...(['users', 'peers', 'enrollments', 'zip', 'sizes', 'mapping', 'first-rows'] as const),
  ...(['doors-speed', 'doors-crowd', 'doors-cuts', 'doors-kills'] as const),
] as const
export type PartName = (typeof partNames)[number]

/** What needs a database and a worker of its own. */
export const installedParts: readonly PartName[] = ['users', 'peers', 'enrollments', 'zip', 'sizes']

/** What needs a database, and the doors as processes. */
export const doorParts: readonly PartName[] = ['doors-speed', 'doors-crowd', 'doors-cuts', 'doors-kills']

/** Proofs rather than figures, which take their time: only when they are asked for. */
const proofs: readonly PartName[] = ['doors-cuts', 'doors-kills']

/** Several parts under one name: a table for each thing that is measured. */
const groups: Readonly<Record<string, readonly PartName[]>> = {
  engine: ['users', 'peers', 'enrollments', 'zip'],
  doors: ['doors-speed', 'doors-crowd', 'doors-cuts', 'doors-kills'],
}

const ROWS_DEFAULT = 1_000_000
const ROWS_MIN = 1_000
const ENROLLMENTS_LARGE = 10_000_000
const ROUNDS_DEFAULT = 3
const MEGABYTES_DEFAULT = 1024
const KILLS_DEFAULT = 50
const CUTS_DEFAULT = 1000
const SEED_MAX = 2 ** 31

export type Options = {
  readonly parts: ReadonlySet<PartName>
  /** People in users.csv. */
  readonly rows: number
  readonly enrollments: number
  readonly rounds: number
  /** The files of the largest districts, which take minutes and about 20 GB of disk. */
  readonly large: boolean
  readonly json: boolean
  /** The size of the file that goes through the doors, in MiB. */
  readonly megabytes: number
  /** How often a process is killed. */
  readonly kills: number
  /** At how many places uploads are cut. */
  readonly cuts: number
  /** What is left to chance follows from it. */
  readonly seed: number
}

export const usage = `npm run bench -- [options]
  --only <name>       ${[...Object.keys(groups), ...partNames].join(', ')}; may be given several times
  --rows <n>          people in users.csv (${ROWS_DEFAULT})
  --enrollments <n>   rows of enrollments.csv (as many as people; with --large ${ENROLLMENTS_LARGE})
  --rounds <n>        how often everything is measured (${ROUNDS_DEFAULT})
  --large             the largest districts too: minutes, and about 20 GB of disk
  --megabytes <n>     MiB of the file that goes through the doors (${MEGABYTES_DEFAULT})
  --kills <n>         how often intake, web or worker is killed (${KILLS_DEFAULT})
  --cuts <n>          at how many places an upload is cut (${CUTS_DEFAULT})
  --seed <n>          repeats the cuts and kills of a run that printed this number
  --keep              leave the temporary folder
  --json              every single figure, as JSON

  mapping is how often the mapper is right, and takes seconds. first-rows is the time from dropping a file to its first rows
  on the screen: the product is started as npm start does it (built first if it is not), and looked at with Chromium.
  doors-speed needs openssh-server, proftpd-core, proftpd-mod-crypto and curl; with DATA_DIR in memory (/dev/shm) the
  servers are compared and not the disk, to which only Rollcall syncs.`

/** @throws Error with one sentence for what cannot be understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      rows: { type: 'string', default: String(ROWS_DEFAULT) },
      enrollments: { type: 'string' },
      rounds: { type: 'string', default: String(ROUNDS_DEFAULT) },
      megabytes: { type: 'string', default: String(MEGABYTES_DEFAULT) },
      kills: { type: 'string', default: String(KILLS_DEFAULT) },
      cuts: { type: 'string', default: String(CUTS_DEFAULT) },
      seed: { type: 'string', default: String(Math.floor(Math.random() * SEED_MAX)) },
      large: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const rows = numberOf('--rows', values.rows, ROWS_MIN)
  const enrollments = values.enrollments ?? String(values.large ? ENROLLMENTS_LARGE : rows)
  return {
    parts: partsOf(values.only),
    rows,
    enrollments: numberOf('--enrollments', enrollments, ROWS_MIN),
    rounds: numberOf('--rounds', values.rounds, 1),
    large: values.large,
    json: values.json,
    megabytes: numberOf('--megabytes', values.megabytes, 1),
    kills: numberOf('--kills', values.kills, 1),
    cuts: numberOf('--cuts', values.cuts, 1),
    seed: numberOf('--seed', values.seed, 0),
  }
}

function numberOf(name: string, text: string, min: number): number {
  const value = Number(text.replaceAll('_', ''))
  if (!Number.isInteger(value) || value < min) throw new Error(`${name} must be a whole number of at least ${min}.`)
  return value
}

function partsOf(only: readonly string[]): ReadonlySet<PartName> {
  const wanted = only.flatMap((names) => names.split(','))
  const parts = wanted.flatMap((name) => {
    const found = groups[name] ?? partNames.filter((part) => part === name)
    if (found.length === 0) throw new Error(`There is nothing called "${name}" to measure.\n${usage}`)
    return found
  })
  return new Set(parts.length === 0 ? partNames.filter((part) => !proofs.includes(part)) : parts)
}
