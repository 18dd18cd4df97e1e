import type { Tx } from '@/lib/platform/db'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { fileNameProblem, type FileNameProblem } from './file-name'
import { standingTemplate, type StandingTemplate } from './standing-template'
import { toTemplate, type Template } from './template'
import type { TemplateSettings } from './template-settings'
import { reasonData, type VersionReason } from './version-origin'

export type CreatedTemplate =
  | { ok: true; template: Template }
  | { ok: false; reason: 'unknown-transfer-login' }
  /** The template that has the name; null if it was deleted that very moment. */
  | { ok: false; reason: 'exists'; standing: StandingTemplate | null }
  | { ok: false; reason: 'file-name'; problem: FileNameProblem }

/**
 * Binds a mapping and settings to one exact file name of one transfer login.
 * @param tx the caller's transaction: the template exists if, and only if, it commits. A refusal leaves it usable.
 * @returns 'exists' if the login already has a template for exactly these bytes, also when another wins the race.
 */
export async function createTemplate(
  tx: Tx,
  input: {
    accountId: string
    transferLoginId: string
    name: string
    fileName: string
    importType: string
    mapping: FileMapping[]
    settings: TemplateSettings
    createdById?: string | null
    why?: Pick<VersionReason, 'note' | 'origin'>
  },
): Promise<CreatedTemplate> {
  const problem = fileNameProblem(input.fileName)
  if (problem) return { ok: false, reason: 'file-name', problem }
  const { accountId, transferLoginId, name, fileName, importType, mapping, settings, createdById } = input
  // A rehearsal login has the templates of the one it rehearses, and none of its own.
  const of = { id: transferLoginId, accountId, rehearsesId: null }
  const login = await tx.transferLogin.findFirst({ where: of, select: { id: true } })
  if (!login) return { ok: false, reason: 'unknown-transfer-login' }
  // skipDuplicates is ON CONFLICT DO NOTHING: a unique violation would end the caller's transaction.
  const [row] = await tx.template.createManyAndReturn({
    data: [{ accountId, transferLoginId, name, fileName, importType }],
    skipDuplicates: true,
  })
  if (!row) return { ok: false, reason: 'exists', standing: await standingTemplate(tx, { transferLoginId, fileName }) }
  const said = { name, fileName, mapping, settings }
  const reason = reasonData({ ...input.why, by: createdById })
  const version = await tx.templateVersion.create({
    data: { templateId: row.id, version: row.currentVersion, ...said, ...reason },
  })
  return { ok: true, template: toTemplate(row, version) }
}
