import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { listImportJobs } from '@/lib/import-jobs/import-job'
import { listTemplates } from '@/lib/templates/template'

/** The types of the account's templates and import jobs; where there are none yet, every type. */
export async function typesInUse(accountId: string): Promise<{ types: readonly ImportType[]; areAll: boolean }> {
  const [templates, jobs, { types: all, own, offered }] = await Promise.all([
    listTemplates(accountId),
    listImportJobs(accountId),
    catalogueOfAccount(accountId),
  ])
  const used = new Set([...templates, ...jobs].map((item) => item.importType))
  // A type of the account's own was made to be filled in.
  for (const { name } of own) if (offered.some((type) => type.name === name)) used.add(name)
  const types = all.filter((type) => used.has(type.name))
  return types.length > 0 ? { types, areAll: false } : { types: all, areAll: true }
}
