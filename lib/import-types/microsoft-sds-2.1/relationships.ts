// Microsoft School Data Sync 2.1, relationships.csv: who is whose guardian.
import { id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, referenceTo, sourceOf, user } from './family'

export const relationships: ImportType = {
  name: `${family}/relationships`,
  family,
  title: { en: 'Microsoft SDS relationships', es: 'Microsoft SDS: parentescos' },
  description: {
    en: 'Guardians and relatives of students.',
    es: 'Tutores y familiares de los alumnos.',
  },
  fileNames: ['relationships.csv'],
  key: ['userSourcedId', 'relationshipUserSourcedId', 'relationshipRole'],
  fields: [
    user({ note: says('The student.', 'El alumno.') }),
    id('relationshipUserSourcedId', 'Related person', 'Persona relacionada', {
      lookup: true,
      required: true,
      reference: referenceTo('users'),
      synonyms: ['relationshipUserSourceId', 'guardian_id', 'parent_id', 'contact_id'],
      note: says('The guardian or relative.', 'El tutor o familiar.'),
    }),
    text('relationshipRole', 'Relationship', 'Parentesco', {
      required: true,
      maxLength: 255,
      synonyms: ['relationship', 'contact_relationship'],
      note: says(
        'Such as guardian or relative; the tenant may edit the list.',
        'Por ejemplo guardian o relative; la organización puede editar la lista.',
      ),
    }),
  ],
  source: `${sourceOf('relationships.csv')}; the key is our reading`,
  examples: [
    { userSourcedId: 'student-00417', relationshipUserSourcedId: 'guardian-0091', relationshipRole: 'guardian' },
    { userSourcedId: 'student-00417', relationshipUserSourcedId: 'teacher-88', relationshipRole: 'relative' },
  ],
}
