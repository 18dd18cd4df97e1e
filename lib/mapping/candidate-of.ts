import type { Field } from '@/lib/import-types/import-type'
import type { Candidate } from './assign-fields'
import type { Reason, SampleColumn } from './suggestion'
import { fitOf } from './value-evidence'
import type { Naming } from './vocabulary'

export type CandidateEvidence = Omit<Naming, 'field'> & { readonly prefix?: string; readonly system?: string }

/** A field that a column may fill, with the reason as it will be told. */
export function candidateOf(
  column: SampleColumn,
  index: number,
  field: Field,
  { code, matched, prefix, system, rank, confidence }: CandidateEvidence,
): Candidate {
  const fit = fitOf(field, column.samples)
  const params: Reason['params'] = {
    matched,
    ...(prefix !== undefined && { prefix }),
    ...(system !== undefined && { system }),
    hasValues: fit ? 'yes' : 'no',
    samples: fit?.samples ?? 0,
    percent: fit?.percent ?? 0,
  }
  return { column: index, field: field.name, rank, confidence, reason: { code, params } }
}
