// How the columns of a run's files differ from those of its template, as callers see it.
import { z } from 'zod'
import { columnChangeSchema } from '@/lib/mapping/column-change'
import { columnMappingSchema } from '@/lib/mapping/file-mapping'
import { columnsOfRun } from '@/lib/runs/columns-of-run'
import type { Run } from '@/lib/runs/run'

export const columnChangesSchema = z
  .array(
    z
      .object({
        file: z.string(),
        importType: z.string(),
        changes: z.array(columnChangeSchema),
        more: z.int().describe('how many more changes there are'),
        proposed: z
          .array(columnMappingSchema)
          .nullable()
          .describe('of a held run: the columns that would read the file; null where a person must say which is which'),
      })
      .meta({ id: 'FileColumnChanges' }),
  )
  .describe('of each file whose columns are not those of the template; once accepted, how they were')

export function shownColumnChanges(run: Run) {
  return columnsOfRun(run).map(({ name, importType, changes, more, proposed }) => {
    return { file: name, importType, changes, more, proposed: proposed && proposed.columns }
  })
}
