import { now } from '@/lib/platform/clock'
import { db, inTransaction, Prisma } from '@/lib/platform/db'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { boundToName } from './bound-to'
import { fileNameProblem, type FileNameProblem } from './file-name'
import { changeSettings, type SettingsChange } from './settings-change'
import { standingTemplate, type StandingTemplate } from './standing-template'
import { fileMappingsSchema, toTemplate, type Template } from './template'
import { templateSettingsSchema } from './template-settings'
import { reasonData, type VersionReason } from './version-origin'

export type UpdatedTemplate =
  | { ok: true; template: Template }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'stale'; version: number }
  /** The template that has the name; null if it was deleted that very moment. */
  | { ok: false; reason: 'exists'; standing: StandingTemplate | null }
  | { ok: false; reason: 'file-name'; problem: FileNameProblem }

export type TemplateChange = {
  readonly name?: string
  readonly fileName?: string
  readonly mapping?: FileMapping[]
  readonly settings?: SettingsChange
}

type Update = {
  readonly accountId: string
  readonly templateId: string
  readonly change: TemplateChange
  readonly updatedById?: string | null
  readonly why?: Pick<VersionReason, 'note' | 'origin'>
  /** Refuse if another version is in use by now than the one that was looked at. */
  readonly ifVersion?: number
}

/**
 * Changes a template. Every change makes a new version; runs that have begun go on with theirs.
 * @returns 'exists' if the new file name belongs to another template of the same login, with that template.
 */
export async function updateTemplate(input: Update): Promise<UpdatedTemplate> {
  const { fileName } = input.change
  const problem = fileName === undefined ? null : fileNameProblem(fileName)
  if (problem) return { ok: false, reason: 'file-name', problem }
  try {
    return await inTransaction((tx) => writeVersion(tx, input))
  } catch (error) {
    if (error instanceof Stale) return { ok: false, reason: 'stale', version: error.version }
    if (isCode(error, 'P2002')) return { ok: false, reason: 'exists', standing: await inTheWay(input) }
    if (isCode(error, 'P2025')) return { ok: false, reason: 'not-found' }
    throw error
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === code

/** Undoes the transaction; never leaves this file. */
class Stale extends Error {
  constructor(readonly version: number) {
    super('another version is in use')
  }
}

async function inTheWay({ templateId, change: { fileName } }: Update): Promise<StandingTemplate | null> {
  const own = await db.template.findUnique({ where: { id: templateId }, select: { transferLoginId: true } })
  return own && fileName !== undefined ? standingTemplate(db, { ...own, fileName }) : null
}

/**
 * Changes a template in the caller's transaction, who knows that it stands and keeps its file name.
 * @throws Stale, or Prisma's P2025 if there is no such template; nothing may be committed then.
 */
export async function writeVersion(
  tx: Prisma.TransactionClient,
  input: Update,
): Promise<Extract<UpdatedTemplate, { ok: true }>> {
  const { accountId, templateId, change, ifVersion } = input
  const where = { id: templateId, accountId, deletedAt: null }
  // The first statement locks the row, so that two changes at once are made one after the other: it must write something
  // even where neither name changes, or Prisma would only read.
  const data = { name: change.name, fileName: change.fileName, updatedAt: now() }
  const row = await tx.template.update({ where, data })
  if (ifVersion !== undefined && ifVersion !== row.currentVersion) throw new Stale(row.currentVersion)
  const before = await tx.templateVersion.findUniqueOrThrow({
    where: { templateId_version: { templateId, version: row.currentVersion } },
  })
  // A version may stand beside the one in use without ever having been it, so the next number follows the highest.
  const highest = await tx.templateVersion.aggregate({ where: { templateId }, _max: { version: true } })
  const next = (highest._max.version ?? 0) + 1
  const kept = fileMappingsSchema.parse(before.mapping)
  const version = await tx.templateVersion.create({
    data: {
      ...{ templateId, version: next, name: row.name, fileName: row.fileName },
      mapping: change.mapping ?? boundToName(kept, before.fileName ?? row.fileName, row.fileName),
      settings: changeSettings(templateSettingsSchema.parse(before.settings), change.settings ?? {}),
      ...reasonData({ ...input.why, by: input.updatedById }),
    },
  })
  const current = await tx.template.update({ where: { id: templateId }, data: { currentVersion: next } })
  return { ok: true, template: toTemplate(current, version) }
}
