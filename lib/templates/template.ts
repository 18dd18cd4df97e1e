// A template as it is read: its current version with mapping and settings, parsed back from JSON.
import { z } from 'zod'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { db, type Prisma, type Tx } from '@/lib/platform/db'
import { templateSettingsSchema, type TemplateSettings } from './template-settings'

export type Template = {
  readonly id: string
  readonly accountId: string
  readonly transferLoginId: string
  readonly name: string
  /** Exact; compared byte for byte. */
  readonly fileName: string
  readonly importType: string
  readonly version: number
  readonly mapping: FileMapping[]
  readonly settings: TemplateSettings
  readonly createdAt: Date
  readonly updatedAt: Date
}

export const fileMappingsSchema = z.array(fileMappingSchema).min(1)

/** The template of that id, if it belongs to the account and is not deleted. */
export async function templateById(accountId: string, templateId: string, client: Tx = db): Promise<Template | null> {
  const row = await client.template.findFirst({ where: { id: templateId, accountId, deletedAt: null } })
  return row && withVersion(row, client)
}

/** The deleted template of that id, if it belongs to the account, and when it was deleted. */
export async function deletedTemplateById(
  accountId: string,
  templateId: string,
): Promise<{ template: Template; deletedAt: Date } | null> {
  const row = await db.template.findFirst({ where: { id: templateId, accountId, deletedAt: { not: null } } })
  return row?.deletedAt ? { template: await withVersion(row), deletedAt: row.deletedAt } : null
}

/**
 * The templates of an account, newest first.
 * @param options.after the id of the last one already seen.
 * @param options.isDeleted those that were deleted instead of those in use.
 */
export async function listTemplates(
  accountId: string,
  { after, limit = 200, isDeleted = false }: { after?: string; limit?: number; isDeleted?: boolean } = {},
): Promise<Template[]> {
  const rows = await db.template.findMany({
    where: { accountId, deletedAt: isDeleted ? { not: null } : null, ...(after ? { id: { lt: after } } : {}) },
    orderBy: { id: 'desc' },
    take: limit,
  })
  const versions = await db.templateVersion.findMany({
    where: { OR: rows.map((row) => ({ templateId: row.id, version: row.currentVersion })) },
  })
  const versionOf = new Map(versions.map((version) => [version.templateId, version]))
  return rows.map((row) => toTemplate(row, versionOf.get(row.id)))
}

type Row = Prisma.TemplateModel
type Version = Prisma.TemplateVersionModel

/** The template of a row, with its current version. */
export async function withVersion(row: Row, client: Tx = db): Promise<Template> {
  const key = { templateId: row.id, version: row.currentVersion }
  return toTemplate(row, await client.templateVersion.findUniqueOrThrow({ where: { templateId_version: key } }))
}

export function toTemplate(row: Row, version: Version | undefined): Template {
  if (!version) throw new Error(`template ${row.id} has no version ${row.currentVersion}`)
  const { id, accountId, transferLoginId, name, fileName, importType, createdAt, updatedAt } = row
  return {
    ...{ id, accountId, transferLoginId, name, fileName, importType, createdAt, updatedAt },
    version: version.version,
    mapping: fileMappingsSchema.parse(version.mapping),
    settings: templateSettingsSchema.parse(version.settings),
  }
}
