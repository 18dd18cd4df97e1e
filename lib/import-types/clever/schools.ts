// Clever, schools.csv.
import { email, id, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, schoolNames, schoolNumbers, streets, zips } from '../sis-headers'
import { cleverGrade, family, school, sourceOf } from './family'

export const schools: ImportType = {
  name: `${family}/schools`,
  family,
  title: { en: 'Clever schools', es: 'Clever: escuelas' },
  description: { en: 'The schools of the district.', es: 'Las escuelas del distrito.' },
  fileNames: ['schools.csv'],
  key: ['School_id'],
  fields: [
    school({ reference: undefined, synonyms: besides(schoolNumbers, 'school_number') }),
    text('School_name', 'School name', 'Nombre de la escuela', { required: true, synonyms: ['name', ...schoolNames] }),
    id('School_number', 'School number', 'Número de la escuela', {
      synonyms: ['school_no', 'local_school_number'],
      note: says('Clever asks for it, as far as is known.', 'Clever lo pide, hasta donde se sabe.'),
    }),
    id('State_id', 'State number', 'Número estatal', { synonyms: ['state_school_id', 'state_school_number'] }),
    id('Nces_id', 'NCES number', 'Número NCES', { synonyms: ['nces_school_id', 'nces'] }),
    cleverGrade('Low_grade', 'Lowest grade', 'Grado mínimo', { synonyms: ['grade_low', 'grade_from', 'min_grade'] }),
    cleverGrade('High_grade', 'Highest grade', 'Grado máximo', { synonyms: ['grade_high', 'grade_to', 'max_grade'] }),
    text('Principal', 'Principal', 'Director', { synonyms: ['principal_name'] }),
    email('Principal_email', 'Principal’s e-mail', 'Correo electrónico del director'),
    text('School_address', 'Street', 'Calle y número', { synonyms: ['address', 'school_street', ...streets] }),
    text('School_city', 'City', 'Ciudad', { synonyms: ['city'] }),
    text('School_state', 'State', 'Estado', { synonyms: ['state'] }),
    text('School_zip', 'Zip code', 'Código postal', { synonyms: ['zip', ...zips] }),
    phone('School_phone', 'Phone', 'Teléfono', { synonyms: ['phone', 'phone_number', 'main_phone'] }),
  ],
  groupField: 'School_id',
  ordered: [['Low_grade', 'High_grade']],
  subject: ['school'],
  source: sourceOf('schools.csv'),
  examples: [
    {
      School_id: '012',
      School_name: 'Cedar Ridge Elementary',
      School_number: '12',
      State_id: '101902012',
      Nces_id: '480000100012',
      Low_grade: 'PreKindergarten',
      High_grade: '5',
      Principal: 'Nadia Brandt',
      Principal_email: 'nbrandt@example.org',
      School_address: '100 Cedar Road',
      School_city: 'Springfield',
      School_state: 'TX',
      School_zip: '07504',
      School_phone: '555-010-0012',
    },
    { School_id: '104', School_name: 'Lincoln Middle School', School_number: '104', Low_grade: '6', High_grade: '8' },
  ],
}
