// Who gets as far as a handshake: connections are counted by address, and those that have not signed in are few.
import { addressGroup } from './address'
import type { VisitorLimits } from './limits'

/** One connection, as the doorkeeper sees it. */
export type Visitor = {
  readonly address: string
  readonly turnAway: () => void
  /** Whether a single byte has come of it. */
  readonly hasSpoken?: boolean
}

/** Keeps count of every connection of the listener. */
export class Doorkeeper {
  private readonly perAddress = new Map<string, number>()
  private readonly perLogin = new Map<string, number>()
  /** Not signed in yet, oldest first. */
  private readonly strangers = new Set<Visitor>()
  private readonly visitors = new Set<Visitor>()

  constructor(private readonly limits: VisitorLimits) {}

  /**
   * Lets a connection in, unless there are too many. Strangers beyond the limit push out a silent one, of the address with
   * the most connections the oldest, and if all have spoken, the one that has tried longest: a crowd that says nothing
   * keeps nobody out.
   */
  admit(visitor: Visitor): boolean {
    const group = addressGroup(visitor.address)
    const fromThere = this.perAddress.get(group) ?? 0
    if (this.visitors.size >= this.limits.connectionsMax || fromThere >= this.limits.connectionsPerAddressMax)
      return false
    this.perAddress.set(group, fromThere + 1)
    this.visitors.add(visitor)
    if (this.strangers.size >= this.limits.strangersMax) this.pushOut()
    this.strangers.add(visitor)
    return true
  }

  private pushOut(): void {
    const [oldest] = this.strangers
    const leaving = this.silentOfTheMost() ?? oldest
    if (!leaving) return
    // Its socket closes a little later; whoever comes meanwhile must push out somebody else.
    this.strangers.delete(leaving)
    leaving.turnAway()
  }

  private silentOfTheMost(): Visitor | undefined {
    let found: { readonly stranger: Visitor; readonly fromThere: number } | undefined
    for (const stranger of this.strangers) {
      if (stranger.hasSpoken !== false) continue
      const fromThere = this.perAddress.get(addressGroup(stranger.address)) ?? 0
      if (!found || fromThere > found.fromThere) found = { stranger, fromThere }
    }
    return found?.stranger
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
