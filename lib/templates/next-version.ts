import { db } from '@/lib/platform/db'

/** The number that the next version of a template gets: also candidates, which were never in use, have one. */
export async function nextVersionOf(templateId: string): Promise<number> {
  const highest = await db.templateVersion.aggregate({ where: { templateId }, _max: { version: true } })
  return (highest._max.version ?? 0) + 1
}
