// The template that stands in the way of another one: of one login, one file name belongs to one template only.
import type { Tx } from '@/lib/platform/db'

export type StandingTemplate = {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly importType: string
}

/**
 * The template in use that has exactly this file name.
 * @returns null if there is none (any more): it may have been deleted just now.
 */
export async function standingTemplate(
  client: Tx,
  where: { transferLoginId: string; fileName: string },
): Promise<StandingTemplate | null> {
  const row = await client.template.findFirst({
    where: { ...where, deletedAt: null },
    select: { id: true, name: true, currentVersion: true, importType: true },
  })
  return row && { id: row.id, name: row.name, version: row.currentVersion, importType: row.importType }
}
