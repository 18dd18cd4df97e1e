// What this account decided before about columns of one import type: the mappings of its templates, the newest first.
import { z } from 'zod'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import type { PastMapping } from '@/lib/mapping/suggest-mapping'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { db } from '@/lib/platform/db'

const VERSIONS_MAX = 50

/**
 * Which field each header filled in the mappings this account saved, newest first. No other account's are looked at.
 * Columns left out say nothing: a program that maps leaves out what it does not know as well as what it does not want.
 */
export async function mappingHistory(accountId: string, importType: string): Promise<PastMapping[]> {
  const versions = await db.templateVersion.findMany({
    where: { template: { accountId, importType: { in: [importType, BUNDLE] }, deletedAt: null } },
    orderBy: { createdAt: 'desc' },
    select: { mapping: true },
    take: VERSIONS_MAX,
  })
  return versions
    .flatMap(({ mapping }) => z.array(fileMappingSchema).parse(mapping))
    .filter((mapping) => mapping.importType === importType && mapping.dialect.headerLine > 0)
    .flatMap((mapping) => mapping.columns.filter(({ field }) => field !== null))
    .map(({ header, field }) => ({ header, field }))
}
