import { inTransaction } from '@/lib/platform/db'
import { boundToName } from './bound-to'
import { createTemplate, type CreatedTemplate } from './create-template'
import { templateById } from './template'

export type CopiedTemplate = CreatedTemplate | { ok: false; reason: 'not-found' }

/**
 * Makes a template that says the same for another login of the account, or for another file name. The copy has its own
 * versions and its own records: what one of them brings is not deactivated because a file of the other lacks it.
 * @param input.fileName the template's own if left out, which only another login can have.
 */
export async function copyTemplate(input: {
  accountId: string
  templateId: string
  transferLoginId: string
  fileName?: string
  name?: string
  note?: string | null
  by?: string | null
}): Promise<CopiedTemplate> {
  const { accountId, templateId, transferLoginId, by } = input
  const template = await templateById(accountId, templateId)
  if (!template) return { ok: false, reason: 'not-found' }
  const { importType, settings, name, version } = template
  const fileName = input.fileName ?? template.fileName
  return inTransaction((tx) =>
    createTemplate(tx, {
      ...{ accountId, transferLoginId, fileName, importType, settings },
      name: input.name ?? name,
      mapping: boundToName(template.mapping, template.fileName, fileName),
      createdById: by ?? null,
      why: { note: input.note, origin: { kind: 'copied', templateId, name, version } },
    }),
  )
}
