// How much of us one client may take over FTPS (transfer rules, rule 17; faults, group B).
import { type VisitorLimits, visitorLimits } from '../visitors/limits'

export type FtpsLimits = VisitorLimits & {
  readonly lineBytesMax: number
  /** Of commands that were sent before the one before them was answered. */
  readonly waitingBytesMax: number
  /** Answers a client has not taken. */
  readonly unsentBytesMax: number
  /** Commands nobody knows, on one connection. */
  readonly mistakesMax: number
  /** Commands at once, and how many more a second. */
  readonly commandsMax: number
  readonly commandsPerSecond: number
  /** How long a passive port waits for its client. */
  readonly passiveSeconds: number
  /** A data connection on which nothing happens. */
  readonly dataIdleSeconds: number
  /** A data connection on which next to nothing happens: so many bytes in so many seconds are too few. */
  readonly floorBytes: number
  readonly floorSeconds: number
  /** Received and not yet on disk. */
  readonly unwrittenBytesMax: number
  /** How long the control connection must live on after the last byte before a file is believed to be whole. */
  readonly proofSeconds: number
  /** The same for a file that ends as a CSV file does, at the end of a line. */
  readonly proofAtLineEndSeconds: number
}

const MIB = 1024 * 1024

export const defaultLimits: FtpsLimits = {
  ...visitorLimits,
  loginTriesMax: 5,
  lineBytesMax: 8192,
  waitingBytesMax: 64 * 1024,
  unsentBytesMax: 256 * 1024,
  mistakesMax: 20,
  commandsMax: 5000,
  commandsPerSecond: 20,
  passiveSeconds: 30,
  dataIdleSeconds: 60,
  floorBytes: 300 * 1024,
  floorSeconds: 300,
  unwrittenBytesMax: 8 * MIB,
  proofSeconds: 2,
  proofAtLineEndSeconds: 0.05,
}
