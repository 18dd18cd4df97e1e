// What last came for each of many templates: for lists of them.
import { query } from '@/lib/platform/db'
import type { Delivery } from './delivery'

export type LatestDelivery = Pick<Delivery, 'id' | 'receivedAt' | 'state' | 'outcome'>

/** The last deliveries of each template of the account, the newest first. A template nothing came for is left out. */
export async function latestDeliveries(
  accountId: string,
  templateIds: readonly string[],
  each: number,
): Promise<ReadonlyMap<string, readonly LatestDelivery[]>> {
  const rows = await query<LatestDelivery & { templateId: string }>(
    `SELECT wanted.id AS "templateId", delivery.id, delivery.received_at AS "receivedAt", delivery.outcome,
            CASE delivery.state::text WHEN 'no-template' THEN 'noTemplate' ELSE delivery.state::text END AS state
     FROM unnest($1::uuid[]) AS wanted (id)
     CROSS JOIN LATERAL (
       SELECT * FROM deliveries
       WHERE template_id = wanted.id AND account_id = $2 AND NOT is_rehearsal
       ORDER BY received_at DESC LIMIT $3
     ) AS delivery
     ORDER BY delivery.received_at DESC`,
    [templateIds, accountId, each],
  )
  const latest = new Map<string, LatestDelivery[]>()
  for (const { templateId, ...delivery } of rows) {
    const own = latest.get(templateId)
    if (own) own.push(delivery)
    else latest.set(templateId, [delivery])
  }
  return latest
}
