// The two columns by which a learning objective is named, shared by the files of line items and of results.
import { says, text } from '../declare-field'
import type { Field, ImportType } from '../import-type'
import { extension } from './edition'

export const learningObjectiveFields: readonly Field[] = [
  text('source', 'Source', 'Fuente', {
    required: true,
    enum: ['case', 'unknown'],
    ...extension,
    note: says('case: an objective of a CASE framework.', 'case: un objetivo de un marco CASE.'),
  }),
  text('learningObjectiveId', 'Learning objective', 'Objetivo de aprendizaje', {
    required: true,
    maxLength: 255,
    synonyms: ['objective_id', 'standard_id'],
    note: says(
      'A UUID, with urn:uuid: before it or not, when the source is case.',
      'Un UUID, con urn:uuid: antes o sin él, cuando la fuente es case.',
    ),
  }),
]

/** The binding asks for a UUID URN; senders leave the prefix out, and the UUID is the same. The colons make it no GUID. */
export const learningObjectivePatterns: ImportType['patternsWhere'] = [
  {
    field: 'learningObjectiveId',
    pattern: '(?:urn:uuid:)?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
    where: { field: 'source', value: 'case' },
  },
]
