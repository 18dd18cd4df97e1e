// What a template has said at each time, the newest first; what it said then; and the way back to it.
import { db } from '@/lib/platform/db'
import type { TemplateContent } from './diff/template-diff'
import { fileMappingsSchema } from './template'
import { templateSettingsSchema } from './template-settings'
import { readOrigin, type VersionOrigin } from './version-origin'

export type TemplateVersion = {
  readonly version: number
  readonly createdAt: Date
  /** The member who saved it; null where a program did, or the member is gone. */
  readonly savedBy: string | null
  /** Why, in the words of who saved it. */
  readonly note: string | null
  readonly origin: VersionOrigin | null
  readonly isCurrent: boolean
  /** The replay after which it was saved. */
  readonly replayRunId: string | null
}

const VERSIONS_MAX = 200

/**
 * The versions of a template of the account, deleted or not.
 * @param options.before only those older than this one.
 */
export async function listTemplateVersions(
  accountId: string,
  templateId: string,
  { before, limit = VERSIONS_MAX }: { before?: number; limit?: number } = {},
): Promise<TemplateVersion[]> {
  const rows = await db.templateVersion.findMany({
    where: { templateId, template: { accountId }, ...(before === undefined ? {} : { version: { lt: before } }) },
    select: {
      ...{ version: true, createdAt: true, createdById: true, note: true, origin: true, replayRunId: true },
      template: { select: { currentVersion: true } },
    },
    orderBy: { version: 'desc' },
    take: Math.min(limit, VERSIONS_MAX),
  })
  const ids = rows.flatMap((row) => row.createdById ?? [])
  const members = await db.member.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(members.map((member) => [member.id, member.name]))
  return rows.map(({ version, createdAt, createdById, note, origin, replayRunId, template }) => ({
    ...{ version, createdAt, note, origin: readOrigin(origin), replayRunId },
    savedBy: names.get(createdById ?? '') ?? null,
    isCurrent: version === template.currentVersion,
  }))
}

/**
 * The version that was in use before this one, as far as these tell: a candidate never was.
 * @param versions the newest first.
 */
export function versionBefore(versions: readonly TemplateVersion[], version: number): number {
  const before = versions.find((one) => one.version < version && one.origin?.kind !== 'candidate')
  return before?.version ?? Math.max(1, version - 1)
}

/** All that one version says; null if the account has no such template, or the template no such version. */
export async function versionContent(
  accountId: string,
  templateId: string,
  version: number,
): Promise<TemplateContent | null> {
  const row = await db.templateVersion.findFirst({
    where: { templateId, version, template: { accountId } },
    include: { template: { select: { importType: true } } },
  })
  return (
    row && {
      ...{ name: row.name, fileName: row.fileName, importType: row.template.importType },
      mapping: fileMappingsSchema.parse(row.mapping),
      settings: templateSettingsSchema.parse(row.settings),
    }
  )
}
