// The changes of columns that a run's page and the API show: those it found, or, once they were accepted, those that were.
import { approvalSchema, type Approval } from './approval'
import { readColumnChanges, type FileColumns } from './file-columns'

type ShownRun = { readonly columnChanges: unknown; readonly approval: unknown }

export function columnsOfRun(run: ShownRun): readonly FileColumns[] {
  const found = readColumnChanges(run.columnChanges)
  return found.length > 0 ? found : (acceptedColumns(run)?.files ?? [])
}

/** What somebody answered to its changed columns; undefined if nobody was asked. */
export function acceptedColumns({ approval }: Pick<ShownRun, 'approval'>): Approval['columns'] {
  return approvalSchema.safeParse(approval).data?.columns
}
