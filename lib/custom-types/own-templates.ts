// Templates that import files of an account's own type: what stands in the way of a loss, and what a new name is carried
// to.
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { withCurrentNames } from '@/lib/mapping/current-names'
import { fillsOf } from '@/lib/mapping/file-mapping'
import { db } from '@/lib/platform/db'
import { fileMappingsSchema, listTemplates, templateById } from '@/lib/templates/template'
import { updateTemplate } from '@/lib/templates/update-template'
import { catalogueOfAccount } from './account-types'
import type { CustomType } from './stored-type'

/** More than any account has. */
const TEMPLATES_MAX = 10_000

export type OwnTemplate = {
  readonly id: string
  readonly name: string
  readonly fileName: string
  /** Those it fills. */
  readonly fields: readonly string[]
}

/** The templates in use that import files of this type, on their own or in a bundle. */
export async function templatesOf(accountId: string, importType: string): Promise<OwnTemplate[]> {
  const templates = await listTemplates(accountId, { limit: TEMPLATES_MAX })
  return templates.flatMap(({ id, name, fileName, mapping }) => {
    const files = mapping.filter((file) => file.importType === importType)
    const fields = files.flatMap((file) => [
      ...file.columns.flatMap((column) => fillsOf(column).map(({ field }) => field)),
      ...Object.keys(file.constants),
    ])
    return files.length > 0 ? [{ id, name, fileName, fields }] : []
  })
}

/** Gives every template and open job that names a field as it was called before the name it has now. */
export async function carryNames(type: CustomType, changedById: string | null): Promise<void> {
  const { accountId, name } = type
  if (type.fields.every(({ formerNames }) => formerNames.length === 0)) return
  const importType = (await catalogueOfAccount(accountId)).named(name)
  if (!importType) return
  const carry = (mapping: unknown) => {
    const files = fileMappingsSchema.parse(mapping)
    const carried = files.map((file) => (file.importType === name ? withCurrentNames(file, importType) : file))
    return JSON.stringify(carried) === JSON.stringify(files) ? undefined : carried
  }
  for (const { id } of await listTemplates(accountId, { limit: TEMPLATES_MAX })) {
    const template = await templateById(accountId, id)
    const mapping = template && carry(template.mapping)
    if (!mapping) continue
    // Changed meanwhile by somebody else: then it is left as it is, and a run reads the old name all the same.
    await updateTemplate({
      ...{ accountId, templateId: id, change: { mapping }, updatedById: changedById },
      ifVersion: template.version,
    })
  }
  const jobs = await db.importJob.findMany({
    where: { accountId, finishedAt: null, importType: { in: [name, BUNDLE] } },
  })
  for (const { id, revision, mapping } of jobs) {
    const carried = mapping === null ? undefined : carry(mapping)
    if (!carried) continue
    await db.importJob.updateMany({ where: { id, revision }, data: { mapping: carried, revision: revision + 1 } })
  }
}
