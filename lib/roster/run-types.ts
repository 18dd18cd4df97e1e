// Which tables of the roster a run is about: those of the files its mapping names.
import { z } from 'zod'
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { db } from '@/lib/platform/db'

const filesSchema = z.array(z.looseObject({ importType: z.string() }))

/** The import types of a run, each once, in the order of its files. */
export async function typesOfRun(runId: string): Promise<ImportType[]> {
  const run = await db.run.findUnique({ where: { id: runId }, select: { importType: true, mapping: true } })
  if (!run) return []
  const files = filesSchema.safeParse(run.mapping).data ?? []
  const names = new Set(files.length > 0 ? files.map(({ importType }) => importType) : [run.importType])
  return [...names].flatMap((name) => importTypeNamed(name) ?? [])
}
