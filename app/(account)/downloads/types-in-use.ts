import { importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { listImportJobs } from '@/lib/import-jobs/import-job'
import { listTemplates } from '@/lib/templates/template'

/** The types of the account's templates and import jobs; where there are none yet, every type. */
export async function typesInUse(accountId: string): Promise<{ types: readonly ImportType[]; areAll: boolean }> {
  const [templates, jobs] = await Promise.all([listTemplates(accountId), listImportJobs(accountId)])
  const used = new Set([...templates, ...jobs].map((item) => item.importType))
  const types = importTypes.filter((type) => used.has(type.name))
  return types.length > 0 ? { types, areAll: false } : { types: importTypes, areAll: true }
}
