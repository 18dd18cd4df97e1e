// How the last day went, account by account: counted from the deliveries, the newest of a file deciding.
import { needsAPerson } from '@/components/deliveries/needs-a-person'
import type { Account } from '@/lib/accounts/account'
import { listAccounts } from '@/lib/accounts/accounts'
import { secondsFrom } from '@/lib/platform/clock'
import { listDeliveries, type Delivery } from '@/lib/deliveries/delivery'

const DAY_SECONDS = 86_400
const PAGE = 200
/** A busier day than this is counted in part. */
const PAGES_MAX = 10

export type Night = {
  readonly account: Account
  /** Deliveries of the last 24 hours. */
  readonly deliveries: number
  readonly imported: number
  readonly waiting: readonly Delivery[]
  readonly latest: Delivery | null
}

export async function lastNight(moment: Date): Promise<Night[]> {
  const since = secondsFrom(moment, -DAY_SECONDS)
  const [accounts, recent] = await Promise.all([listAccounts(), deliveriesSince(since)])
  const nights = accounts.map((account) =>
    nightOf(
      account,
      recent.filter((delivery) => delivery.accountId === account.id),
    ),
  )
  return nights.sort(
    (one, other) => other.waiting.length - one.waiting.length || one.account.name.localeCompare(other.account.name),
  )
}

function nightOf(account: Account, deliveries: readonly Delivery[]): Night {
  const newest = new Map(
    deliveries.toReversed().map((delivery) => [`${delivery.transferLoginId} ${delivery.fileName}`, delivery]),
  )
  const waiting = [...newest.values()].filter(needsAPerson)
  const imported = deliveries.filter(({ outcome }) => outcome === 'imported' || outcome === 'no-change').length
  return { account, deliveries: deliveries.length, imported, waiting, latest: deliveries[0] ?? null }
}

async function deliveriesSince(since: Date): Promise<Delivery[]> {
  const all: Delivery[] = []
  for (let page = 0; page < PAGES_MAX; page++) {
    const read = await listDeliveries({ after: all.at(-1)?.id, limit: PAGE })
    all.push(...read)
    const last = read.at(-1)
    if (read.length < PAGE || !last || last.receivedAt < since) break
  }
  return all.filter((delivery) => delivery.receivedAt >= since)
}
