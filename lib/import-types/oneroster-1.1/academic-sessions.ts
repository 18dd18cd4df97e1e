// OneRoster 1.1, academicSessions.csv.
import type { ImportType } from '../import-type'
import { departure, family, guid, recordFields, referenceTo, sourceOf } from './record-fields'

export const academicSessions: ImportType = {
  name: `${family}/academicSessions`,
  family,
  title: { en: 'OneRoster 1.1 academic sessions', es: 'OneRoster 1.1: periodos escolares' },
  description: {
    en: 'School years, semesters, terms and grading periods with their first and last days.',
    es: 'Ciclos escolares, semestres, periodos y periodos de evaluación con su inicio y su fin.',
  },
  fileNames: ['academicSessions.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['session_id', 'term_id', 'academic_session_id']),
    {
      name: 'title',
      title: { en: 'Title', es: 'Título' },
      kind: 'text',
      required: true,
      synonyms: ['term_name', 'session_name', 'session_title', 'name'],
    },
    {
      name: 'type',
      title: { en: 'Type', es: 'Tipo' },
      kind: 'text',
      required: true,
      enum: ['gradingPeriod', 'semester', 'schoolYear', 'term'],
      synonyms: ['session_type', 'term_type'],
    },
    {
      name: 'startDate',
      title: { en: 'Start date', es: 'Fecha de inicio' },
      kind: 'date',
      required: true,
      synonyms: ['term_start', 'start', 'begin_date', 'first_day'],
      note: { en: 'The first day, included.', es: 'El primer día, incluido.' },
    },
    {
      name: 'endDate',
      title: { en: 'End date', es: 'Fecha de fin' },
      kind: 'date',
      required: true,
      synonyms: ['term_end', 'end', 'last_day'],
      note: { en: 'The day after the last day.', es: 'El día siguiente al último.' },
    },
    guid('parentSourcedId', 'Parent session', 'Periodo superior', {
      reference: referenceTo('academicSessions'),
      synonyms: ['parentSourceId', 'parent_session_id', 'parent_id'],
    }),
    {
      name: 'schoolYear',
      title: { en: 'School year', es: 'Ciclo escolar' },
      kind: 'year',
      required: true,
      synonyms: ['school_year_end', 'academic_year'],
      note: {
        en: 'The year in which the school year ends: 2026 for 2025-26.',
        es: 'El año en que termina el ciclo escolar: 2026 para 2025-26.',
      },
    },
  ],
  ordered: [['startDate', 'endDate']],
  departure,
  subject: ['session', 'term', 'academic'],
  source: sourceOf('academicSessions.csv'),
  examples: [
    {
      sourcedId: 'year-2026',
      title: '2025-26',
      type: 'schoolYear',
      startDate: '2025-08-11',
      endDate: '2026-05-30',
      schoolYear: '2026',
    },
    {
      sourcedId: 'fall-2025',
      title: 'Fall 2025',
      type: 'semester',
      startDate: '2025-08-11',
      endDate: '2025-12-20',
      parentSourcedId: 'year-2026',
      schoolYear: '2026',
    },
    {
      sourcedId: 'spring-2026',
      title: 'Spring 2026',
      type: 'semester',
      startDate: '2026-01-06',
      endDate: '2026-05-30',
      parentSourcedId: 'year-2026',
      schoolYear: '2026',
    },
  ],
}
