import { db } from '@/lib/platform/db'
import { now } from '@/lib/platform/clock'

/**
 * Takes a template out of use; its file name is free again at once. Versions stay, because runs name them.
 * @returns false if the account has no such template (any more).
 */
export async function deleteTemplate(accountId: string, templateId: string): Promise<boolean> {
  const { count } = await db.template.updateMany({
    where: { id: templateId, accountId, deletedAt: null },
    data: { deletedAt: now() },
  })
  return count > 0
}
