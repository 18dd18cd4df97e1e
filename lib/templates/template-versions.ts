// What a template has said at each time, the newest first: for the page that shows its history.
import { db } from '@/lib/platform/db'

export type TemplateVersion = {
  readonly version: number
  readonly createdAt: Date
  /** The member who saved it; null where a program did, or the member is gone. */
  readonly savedBy: string | null
}

const VERSIONS_MAX = 50

/** The latest versions of a template of the account. */
export async function listTemplateVersions(accountId: string, templateId: string): Promise<TemplateVersion[]> {
  const rows = await db.templateVersion.findMany({
    where: { templateId, template: { accountId } },
    select: { version: true, createdAt: true, createdById: true },
    orderBy: { version: 'desc' },
    take: VERSIONS_MAX,
  })
  const ids = rows.flatMap((row) => row.createdById ?? [])
  const members = await db.member.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(members.map((member) => [member.id, member.name]))
  return rows.map(({ version, createdAt, createdById }) => ({
    version,
    createdAt,
    savedBy: names.get(createdById ?? '') ?? null,
  }))
}
