// Which tables of the roster a run is about: those of the files its mapping names.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { db } from '@/lib/platform/db'

const filesSchema = z.array(z.looseObject({ importType: z.string() }))

/** The import types of a run, each once, in the order of its files. */
export async function typesOfRun(runId: string): Promise<ImportType[]> {
  const run = await db.run.findUnique({
    where: { id: runId },
    select: { accountId: true, importType: true, mapping: true },
  })
  if (!run) return []
  const files = filesSchema.safeParse(run.mapping).data ?? []
  const names = new Set(files.length > 0 ? files.map(({ importType }) => importType) : [run.importType])
  const catalogue = await catalogueOfAccount(run.accountId)
  return [...names].flatMap((name) => catalogue.named(name) ?? [])
}
