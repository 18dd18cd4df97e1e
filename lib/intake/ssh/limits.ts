// How much of us one client, one address and one login may take (transfer rules, rule 17).

export type SshLimits = {
  /** From the first byte to a successful login. */
  readonly loginGraceSeconds: number
  /** Refused passwords, keys and other tries on one connection. */
  readonly loginTriesMax: number
  /** A refused password is not answered earlier than this, whatever was wrong with it. */
  readonly refusalSeconds: number
  readonly passwordBytesMax: number
  readonly userNameBytesMax: number
  /** Passwords being checked at one time; each takes a thread that files need too. */
  readonly passwordChecksMax: number
  readonly connectionsMax: number
  readonly connectionsPerAddressMax: number
  /** Not signed in yet, over all addresses; the oldest goes when one more comes. */
  readonly strangersMax: number
  readonly connectionsPerLoginMax: number
  readonly channelsMax: number
  readonly handlesMax: number
  /** Without a request or data. */
  readonly idleSeconds: number
  readonly windowBytes: number
  /** Answers a client has not taken yet; beyond it, it is not read any more. */
  readonly unsentBytesMax: number
  /** Received and not dealt with, over all channels of a connection. */
  readonly unreadBytesMax: number
  readonly rekeyBytes: number
  readonly rekeySeconds: number
}

const MIB = 1024 * 1024

export const defaultLimits: SshLimits = {
  loginGraceSeconds: 30,
  loginTriesMax: 6,
  refusalSeconds: 1,
  passwordBytesMax: 1024,
  userNameBytesMax: 256,
  passwordChecksMax: 2,
  connectionsMax: 1000,
  connectionsPerAddressMax: 20,
  strangersMax: 200,
  connectionsPerLoginMax: 10,
  channelsMax: 8,
  handlesMax: 64,
  idleSeconds: 15 * 60,
  windowBytes: 4 * MIB,
  unsentBytesMax: MIB,
  unreadBytesMax: 8 * MIB,
  rekeyBytes: 1024 * MIB,
  rekeySeconds: 60 * 60,
}
