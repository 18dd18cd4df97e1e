import { clientOf, inTransaction } from '@/lib/platform/db'
import { hasEverHeldRecords } from '@/lib/roster/alter-table'
import { templatesOf } from './own-templates'
import { toImportType, type CustomType } from './stored-type'

/** Whether there are records or templates of the type, so that nothing of it may be lost. */
export async function isInUse(type: CustomType): Promise<boolean> {
  const { accountId, name } = type
  if ((await templatesOf(accountId, name)).length > 0) return true
  return inTransaction(async (tx) => hasEverHeldRecords(await clientOf(tx), accountId, toImportType(type)))
}
