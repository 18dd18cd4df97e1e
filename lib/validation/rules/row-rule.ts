// A rule about several values of one row. Nearly all of them warn: the values are readable, only together they are odd.
import type { IssueCode } from '@/lib/issues/catalogue'
import type { IssueParams, Severity } from '@/lib/issues/issue'
import type { ImportType } from '@/lib/import-types/import-type'
import type { RosterValue } from '../roster-value'

export type RowFinding = {
  readonly code: IssueCode
  readonly fieldIndex: number
  /** If left out, that of the catalogue. */
  readonly severity?: Severity
  readonly params?: IssueParams
}

/** @param values in the order of the type's fields. */
export type RowRule = (values: readonly (RosterValue | null)[]) => RowFinding | undefined

/** Where the field stands. Throws if the declaration names a field it does not have. */
export function indexOfField(type: ImportType, name: string): number {
  const index = type.fields.findIndex((field) => field.name === name)
  if (index === -1) throw new Error(`import type ${type.name} has no field ${name}`)
  return index
}
