// Canvas, terms.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { begins, departure, ends, family, integrationId, sourceOf, status } from './family'

export const terms: ImportType = {
  name: `${family}/terms`,
  family,
  title: { en: 'Canvas terms', es: 'Canvas: periodos' },
  description: { en: 'The terms of the school year.', es: 'Los periodos del ciclo escolar.' },
  fileNames: ['terms.csv'],
  key: ['term_id'],
  fields: [
    id('term_id', 'Term ID', 'Clave del periodo', { required: true, synonyms: ['session_id'] }),
    text('name', 'Name', 'Nombre', { required: true, synonyms: ['term_name', 'title'] }),
    status(),
    integrationId,
    begins({ synonyms: ['term_start', 'begin_date'] }),
    ends({ synonyms: ['term_end', 'finish_date'] }),
  ],
  departure,
  subject: ['term'],
  source: sourceOf('terms.csv'),
  examples: [
    { term_id: '2025-26', name: 'Year 2025-26', status: 'active', start_date: '2025-08-11', end_date: '2026-05-30' },
    { term_id: '2025-S1', name: 'Fall 2025', status: 'active' },
  ],
}
