// How many may come in, from where, and how long they may take to say who they are (transfer rules, rule 17).
// The same for every door.

export type VisitorLimits = {
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
  /** Not signed in yet, over all addresses; beyond it one goes for each that comes, the silent ones first. */
  readonly strangersMax: number
  readonly connectionsPerLoginMax: number
  /** Without a request or data. */
  readonly idleSeconds: number
}

export const visitorLimits: VisitorLimits = {
  loginGraceSeconds: 28,
  loginTriesMax: 6,
  refusalSeconds: 1,
  passwordBytesMax: 1024,
  userNameBytesMax: 256,
  passwordChecksMax: 2,
  connectionsMax: 1500,
  connectionsPerAddressMax: 20,
  strangersMax: 600,
  connectionsPerLoginMax: 10,
  idleSeconds: 15 * 60,
}
