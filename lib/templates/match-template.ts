// Which template a file belongs to: the one of its login whose file name has exactly the same bytes, and no other.
// Matching never relaxes; nearest-template.ts only explains why nothing matched.
import { db, type Tx } from '@/lib/platform/db'
import { nameDifference, type NameDifference } from './name-difference'
import { withVersion, type Template } from './template'

/** The most names of one login that are compared with a name nobody knows. */
const NAMES_MAX = 2000

/** The login whose templates a file is for: a rehearsal login has none of its own. */
async function loginOfTemplates(client: Tx, transferLoginId: string): Promise<string> {
  const where = { id: transferLoginId, rehearsesId: { not: null } }
  const rehearsal = await client.transferLogin.findFirst({ where, select: { rehearsesId: true } })
  return rehearsal?.rehearsesId ?? transferLoginId
}

/** The template a file of this name, put by this login, is for. */
export async function matchTemplate(client: Tx, transferLoginId: string, fileName: string): Promise<Template | null> {
  // The column has collation "C" (see the migration), so this compares bytes whatever the database's own collation is.
  const of = { transferLoginId: await loginOfTemplates(client, transferLoginId), deletedAt: null }
  const row = await client.template.findFirst({ where: { ...of, fileName } })
  return row && withVersion(row, client)
}

export type NearestTemplate = {
  readonly templateId: string
  readonly fileName: string
  readonly difference: NameDifference
}

/**
 * The template whose file name a person most likely meant, and what differs.
 * @returns null if no name of this login is near enough to be worth saying.
 */
export async function nearestTemplate(
  transferLoginId: string,
  fileName: string,
  client: Tx = db,
): Promise<NearestTemplate | null> {
  const templates = await client.template.findMany({
    where: { transferLoginId: await loginOfTemplates(client, transferLoginId), deletedAt: null },
    select: { id: true, fileName: true },
    orderBy: { fileName: 'asc' },
    take: NAMES_MAX,
  })
  let nearest: (NearestTemplate & { distance: number }) | null = null
  for (const template of templates) {
    const found = nameDifference(fileName, template.fileName)
    if (!found || (nearest && nearest.distance <= found.distance)) continue
    nearest = {
      templateId: template.id,
      fileName: template.fileName,
      difference: found.difference,
      distance: found.distance,
    }
  }
  if (!nearest) return null
  const { distance: _, ...rest } = nearest
  return rest
}
