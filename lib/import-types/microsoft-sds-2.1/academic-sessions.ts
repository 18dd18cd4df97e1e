// Microsoft School Data Sync 2.1, academicSessions.csv.
import { date, text, year } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, sourcedId, sourceOf } from './family'

export const academicSessions: ImportType = {
  name: `${family}/academicSessions`,
  family,
  title: { en: 'Microsoft SDS academic sessions', es: 'Microsoft SDS: periodos escolares' },
  description: {
    en: 'The terms that roles, classes and courses name.',
    es: 'Los periodos que nombran roles, grupos y cursos.',
  },
  fileNames: ['academicSessions.csv'],
  key: ['sourcedId'],
  fields: [
    sourcedId(['session_id', 'term_id']),
    text('title', 'Title', 'Título', { synonyms: ['term_name', 'session_name', 'name'] }),
    text('type', 'Type', 'Tipo', {
      enum: ['gradingPeriod', 'semester', 'schoolYear', 'term'],
      enumOpen: true,
      synonyms: ['session_type', 'term_type'],
    }),
    year('schoolYear', 'School year', 'Ciclo escolar', { synonyms: ['school_year_end', 'academic_year'] }),
    date('startDate', 'Start date', 'Fecha de inicio', { synonyms: ['term_start', 'begin_date'] }),
    date('endDate', 'End date', 'Fecha de fin', { synonyms: ['term_end'] }),
  ],
  ordered: [['startDate', 'endDate']],
  subject: ['session', 'term', 'academic'],
  source: sourceOf('academicSessions.csv'),
  examples: [
    {
      sourcedId: 'year-2026',
      title: '2025-26',
      type: 'schoolYear',
      schoolYear: '2026',
      startDate: '2025-08-11',
      endDate: '2026-05-30',
    },
    { sourcedId: 'fall-2025', title: 'Fall 2025', type: 'semester', schoolYear: '2026' },
  ],
}
