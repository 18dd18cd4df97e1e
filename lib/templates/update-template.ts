import { inTransaction, Prisma } from '@/lib/platform/db'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { fileNameProblem, type FileNameProblem } from './file-name'
import { changeSettings, type SettingsChange } from './settings-change'
import { toTemplate, type Template } from './template'
import { templateSettingsSchema } from './template-settings'

export type UpdatedTemplate =
  | { ok: true; template: Template }
  | { ok: false; reason: 'not-found' | 'exists' }
  | { ok: false; reason: 'file-name'; problem: FileNameProblem }

export type TemplateChange = {
  readonly name?: string
  readonly fileName?: string
  readonly mapping?: FileMapping[]
  readonly settings?: SettingsChange
}

/**
 * Changes a template. Every change makes a new version; runs that have begun go on with theirs.
 * @returns 'exists' if the new file name belongs to another template of the same login.
 */
export async function updateTemplate(input: {
  accountId: string
  templateId: string
  change: TemplateChange
  updatedById?: string | null
}): Promise<UpdatedTemplate> {
  const { fileName } = input.change
  const problem = fileName === undefined ? null : fileNameProblem(fileName)
  if (problem) return { ok: false, reason: 'file-name', problem }
  try {
    return await inTransaction((tx) => writeVersion(tx, input))
  } catch (error) {
    if (isCode(error, 'P2002')) return { ok: false, reason: 'exists' }
    if (isCode(error, 'P2025')) return { ok: false, reason: 'not-found' }
    throw error
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === code

async function writeVersion(
  tx: Prisma.TransactionClient,
  { accountId, templateId, change, updatedById }: Parameters<typeof updateTemplate>[0],
): Promise<UpdatedTemplate> {
  // The first statement raises the version and so locks the row: two changes at once are made one after the other.
  const row = await tx.template.update({
    where: { id: templateId, accountId, deletedAt: null },
    data: { name: change.name, fileName: change.fileName, currentVersion: { increment: 1 } },
  })
  const before = await tx.templateVersion.findUniqueOrThrow({
    where: { templateId_version: { templateId, version: row.currentVersion - 1 } },
  })
  const version = await tx.templateVersion.create({
    data: {
      templateId,
      version: row.currentVersion,
      mapping: change.mapping ?? (before.mapping as Prisma.InputJsonValue),
      settings: changeSettings(templateSettingsSchema.parse(before.settings), change.settings ?? {}),
      createdById: updatedById ?? null,
    },
  })
  return { ok: true, template: toTemplate(row, version) }
}
