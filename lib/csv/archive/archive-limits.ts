// How much of somebody else's archive is opened before it is refused. Callers may lower any of them.
import { defaultReadLimits } from '../read-limits'

export type ArchiveLimits = {
  /** Entries of the directory, clutter and folders included. */
  readonly entriesMax: number
  /** Bytes of all members together, unpacked. */
  readonly bytesMax: number
  /** How many times larger a member may become; CSV compresses to a 30th, with long runs of equal cells to a 200th. */
  readonly ratioMax: number
  /** A member this small is harmless at any ratio. */
  readonly ratioFreeBytes: number
}

const MIB = 1024 * 1024

export const defaultArchiveLimits: ArchiveLimits = {
  entriesMax: 100,
  bytesMax: defaultReadLimits.bytesMax,
  ratioMax: 500,
  ratioFreeBytes: MIB,
}
