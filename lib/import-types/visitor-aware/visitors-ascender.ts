// Visitor Aware, visitors of Ascender. Even the name of the file is not published: it is our guess.
import { referenceTo } from './family'
import { inLayoutOf } from './sis-layout'
import { visitors } from './visitors'

const sameFields = inLayoutOf(visitors, 'visitors-ascender', {
  title: { en: 'Visitor Aware visitors from Ascender', es: 'Visitor Aware: visitantes de Ascender' },
  fileNames: ['visitors_ascender.csv'],
  source: 'Visitor Aware SFTP guide; the file name is our guess, the fields are those of visitor-aware/visitors',
})

/** A district of Ascender sends its students in Ascender's file. */
export const visitorsAscender = {
  ...sameFields,
  fields: sameFields.fields.map((field) =>
    field.name === 'Student ID' ? { ...field, reference: referenceTo('students-ascender', 'Student ID') } : field,
  ),
}
