// Who gets as far as a handshake: connections are counted by address, and those that have not signed in are few.
import { addressGroup } from './address'
import type { VisitorLimits } from './limits'

/** One connection, as the doorkeeper sees it. */
export type Visitor = { readonly address: string; readonly turnAway: () => void }

/** Keeps count of every connection of the listener. */
export class Doorkeeper {
  private readonly perAddress = new Map<string, number>()
  private readonly perLogin = new Map<string, number>()
  /** Not signed in yet, oldest first. */
  private readonly strangers = new Set<Visitor>()
  private readonly visitors = new Set<Visitor>()

  constructor(private readonly limits: VisitorLimits) {}

  /** Lets a connection in, unless there are too many. Strangers beyond the limit push out the one that has tried longest. */
  admit(visitor: Visitor): boolean {
    const group = addressGroup(visitor.address)
    const fromThere = this.perAddress.get(group) ?? 0
    if (this.visitors.size >= this.limits.connectionsMax || fromThere >= this.limits.connectionsPerAddressMax)
      return false
    this.perAddress.set(group, fromThere + 1)
    this.visitors.add(visitor)
    const [oldest] = this.strangers
    if (oldest && this.strangers.size >= this.limits.strangersMax) oldest.turnAway()
    this.strangers.add(visitor)
    return true
  }

  /** Notes that a connection signed in; false if its login has too many already. */
  signIn(visitor: Visitor, transferLoginId: string): boolean {
    const open = this.perLogin.get(transferLoginId) ?? 0
    if (open >= this.limits.connectionsPerLoginMax) return false
    this.perLogin.set(transferLoginId, open + 1)
    this.strangers.delete(visitor)
    return true
  }

  /** A connection has ended; nothing happens if it was never admitted. */
  leave(visitor: Visitor, transferLoginId: string | undefined): void {
    if (!this.visitors.delete(visitor)) return
    this.strangers.delete(visitor)
    countDown(this.perAddress, addressGroup(visitor.address))
    if (transferLoginId !== undefined) countDown(this.perLogin, transferLoginId)
  }
}

function countDown(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1
  if (left > 0) counts.set(key, left)
  else counts.delete(key)
}
