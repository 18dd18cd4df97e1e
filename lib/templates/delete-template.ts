import { now } from '@/lib/platform/clock'
import { db, Prisma } from '@/lib/platform/db'
import { standingTemplate, type StandingTemplate } from './standing-template'

/**
 * Takes a template out of use; its file name is free again at once. Versions stay, because runs name them, and so that
 * it can be taken back.
 * @returns false if the account has no such template (any more).
 */
export async function deleteTemplate(accountId: string, templateId: string): Promise<boolean> {
  const { count } = await db.template.updateMany({
    where: { id: templateId, accountId, deletedAt: null },
    data: { deletedAt: now() },
  })
  return count > 0
}

export type Undeleted =
  | { ok: true }
  | { ok: false; reason: 'not-found' }
  /** The file name belongs to another template by now; null if that was deleted that very moment. */
  | { ok: false; reason: 'exists'; standing: StandingTemplate | null }

/** Takes a deleted template back into use, with all its versions, while its file name is free. */
export async function undeleteTemplate(accountId: string, templateId: string): Promise<Undeleted> {
  const where = { id: templateId, accountId, deletedAt: { not: null } }
  const row = await db.template.findFirst({ where, select: { transferLoginId: true, fileName: true } })
  if (!row) return { ok: false, reason: 'not-found' }
  try {
    const { count } = await db.template.updateMany({ where, data: { deletedAt: null } })
    // Somebody else has taken it back meanwhile: it is in use, which is what was wished.
    return count > 0 || (await db.template.count({ where: { id: templateId, accountId } })) > 0
      ? { ok: true }
      : { ok: false, reason: 'not-found' }
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    if (!isTaken) throw error
    return { ok: false, reason: 'exists', standing: await standingTemplate(db, row) }
  }
}
