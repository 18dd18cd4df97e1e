// What the home page shows: the templates, their deliveries of the last days, and what waits for somebody.
import { outcomesThatNeedAPerson } from '@/components/deliveries/needs-a-person'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { listDeliveries, type Delivery } from '@/lib/deliveries/delivery'
import { listRuns, type Run } from '@/lib/runs/run'
import { listTemplates } from '@/lib/templates/template'

const PAGE = 200
/** A busier week than this is shown in part. */
const PAGES_MAX = 5
const WAITING_MAX = 20

export async function homeData(accountId: string, since: Date) {
  const [templates, logins, recent, waiting, runs] = await Promise.all([
    listTemplates(accountId),
    listTransferLogins(accountId),
    deliveriesSince(accountId, since),
    listDeliveries({ accountId, outcomes: outcomesThatNeedAPerson, limit: WAITING_MAX }),
    listRuns({ accountId, purposes: ['delivery'], limit: PAGE }),
  ])
  return {
    templates,
    hasLogin: logins.some((login) => !login.disabledAt),
    recent,
    waiting: stillWaiting(waiting, recent, since),
    runOf: newestRuns(runs),
  }
}

async function deliveriesSince(accountId: string, since: Date): Promise<Delivery[]> {
  const all: Delivery[] = []
  for (let page = 0; page < PAGES_MAX; page++) {
    const read = await listDeliveries({ accountId, after: all.at(-1)?.id, limit: PAGE })
    all.push(...read)
    const last = read.at(-1)
    if (read.length < PAGE || !last || last.receivedAt < since) break
  }
  return all
}

/** Held ones wait until they are answered; the others only until a newer file of the same name came. */
function stillWaiting(waiting: readonly Delivery[], recent: readonly Delivery[], since: Date): Delivery[] {
  return waiting.filter((delivery) => {
    if (delivery.outcome === 'held') return true
    const sameFile = (other: Delivery) =>
      other.fileName === delivery.fileName && other.transferLoginId === delivery.transferLoginId
    return delivery.receivedAt >= since && recent.find(sameFile)?.id === delivery.id
  })
}

function newestRuns(runs: readonly Run[]): ReadonlyMap<string, Run> {
  // Oldest first, so that the newest of a delivery stays.
  return new Map(runs.toReversed().flatMap((run) => (run.deliveryId ? [[run.deliveryId, run] as const] : [])))
}
