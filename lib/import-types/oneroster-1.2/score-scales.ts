// OneRoster 1.2, scoreScales.csv: how scores of a class are to be read.
import { list, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'

export const scoreScales: ImportType = {
  name: `${family}/scoreScales`,
  family,
  title: { en: 'OneRoster 1.2 score scales', es: 'OneRoster 1.2: escalas de calificación' },
  description: {
    en: 'The scales in which the scores of a class are given, such as letters for percentages.',
    es: 'Las escalas en que se dan las calificaciones de un grupo, como letras para porcentajes.',
  },
  fileNames: ['scoreScales.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['score_scale_id', 'scale_id']),
    text('title', 'Title', 'Título', { required: true, synonyms: ['scale_name', 'name'] }),
    text('type', 'Type', 'Tipo', {
      required: true,
      synonyms: ['scale_type'],
      note: says('Free text, such as percent.', 'Texto libre, como porcentaje.'),
    }),
    guid('orgSourcedId', 'Organization', 'Organización', {
      required: true,
      reference: referenceTo('orgs'),
      synonyms: ['orgSourceId', 'org_id', 'school_id'],
    }),
    guid('courseSourcedId', 'Course', 'Curso', {
      required: true,
      reference: referenceTo('courses'),
      synonyms: ['courseSourceId', 'course_id'],
    }),
    guid('classSourcedId', 'Class', 'Grupo', {
      required: true,
      reference: referenceTo('classes'),
      synonyms: ['classSourceId', 'class_id', 'section_id'],
    }),
    list('scoreScaleValue', 'Values of the scale', 'Valores de la escala', {
      required: true,
      pattern: String.raw`\{[^{}:]+:[^{}]+\}`,
      note: says(
        'Each as {left:right}, with commas between; left is the reference.',
        'Cada uno como {izquierda:derecha}, separados con comas; la izquierda es la referencia.',
      ),
    }),
  ],
  groupField: 'orgSourcedId',
  departure,
  subject: ['scale'],
  source: sourceOf('scoreScales.csv'),
  examples: [
    {
      sourcedId: 'scale-letters',
      title: 'Letters',
      type: 'percent',
      orgSourcedId: 'school-012',
      courseSourcedId: 'course-math-5',
      classSourcedId: 'class-5a-math',
      scoreScaleValue: '{A:90-100},{B:80-89},{C:0-79}',
    },
    {
      sourcedId: 'scale-pass',
      title: 'Pass or fail',
      type: 'pass-fail',
      orgSourcedId: 'school-104',
      courseSourcedId: 'course-science-6',
      classSourcedId: 'class-6-science',
      scoreScaleValue: '{pass:60},{fail:0}',
    },
  ],
}
