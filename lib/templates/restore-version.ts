import { withCurrentNames } from '@/lib/mapping/current-names'
import { boundToName } from './bound-to'
import { mappingRefusals, type MappingRefusal, type TemplateRules } from './template-rules'
import { versionContent } from './template-versions'
import { templateById } from './template'
import { updateTemplate, type UpdatedTemplate } from './update-template'

export type RestoredVersion =
  | UpdatedTemplate
  | { ok: false; reason: 'no-version' | 'is-current' }
  /** It names types or fields that there are no more. */
  | { ok: false; reason: 'mapping'; problems: readonly MappingRefusal[] }

/**
 * Goes back to what an earlier version said, as a new version: columns and settings. The template's name and the file
 * name it is bound to stay as they are now.
 * @param input.ifVersion the version the person saw in use; refused as stale if there is another by now.
 */
export async function restoreVersion(input: {
  accountId: string
  templateId: string
  version: number
  rules: TemplateRules
  note?: string | null
  by?: string | null
  ifVersion?: number
}): Promise<RestoredVersion> {
  const { accountId, templateId, version } = input
  const [template, content] = await Promise.all([
    templateById(accountId, templateId),
    versionContent(accountId, templateId, version),
  ])
  if (!template) return { ok: false, reason: 'not-found' }
  if (!content) return { ok: false, reason: 'no-version' }
  if (template.version === version) return { ok: false, reason: 'is-current' }
  // It says the fields of an account's own type as they were called then.
  const current = content.mapping.map((file) => {
    const type = input.rules.typeNamed(file.importType)
    return type ? withCurrentNames(file, type) : file
  })
  const problems = mappingRefusals(current, template.importType, input.rules)
  if (problems.length > 0) return { ok: false, reason: 'mapping', problems }
  const mapping = boundToName(current, content.fileName ?? template.fileName, template.fileName)
  return updateTemplate({
    ...{ accountId, templateId, change: { mapping, settings: content.settings }, updatedById: input.by },
    why: { note: input.note, origin: { kind: 'restored', version } },
    ifVersion: input.ifVersion,
  })
}
