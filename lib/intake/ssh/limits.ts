// How much of us one client may take over SSH (transfer rules, rule 17).
import { type VisitorLimits, visitorLimits } from '../visitors/limits'

export type SshLimits = VisitorLimits & {
  readonly channelsMax: number
  readonly handlesMax: number
  readonly windowBytes: number
  /** Answers a client has not taken yet; beyond it, it is not read any more. */
  readonly unsentBytesMax: number
  /** Received and not dealt with, over all channels of a connection. */
  readonly unreadBytesMax: number
  /** While an upload is open: so many bytes in so many seconds are too few. */
  readonly floorBytes: number
  readonly floorSeconds: number
  readonly rekeyBytes: number
  readonly rekeySeconds: number
}

const MIB = 1024 * 1024

export const defaultLimits: SshLimits = {
  ...visitorLimits,
  channelsMax: 8,
  handlesMax: 64,
  windowBytes: 4 * MIB,
  unsentBytesMax: MIB,
  unreadBytesMax: 8 * MIB,
  floorBytes: 300 * 1024,
  floorSeconds: 300,
  rekeyBytes: 1024 * MIB,
  rekeySeconds: 60 * 60,
}
