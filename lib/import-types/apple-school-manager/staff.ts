// Apple School Manager, staff.csv. Further locations of a person are location_id_2, location_id_3 and so on.
import type { ImportType } from '../import-type'
import { teacherNumbers } from '../sis-headers'
import { accountFields, family, location, personFields, sourceOf } from './family'

export const staff: ImportType = {
  name: `${family}/staff`,
  family,
  title: { en: 'Apple School Manager staff', es: 'Apple School Manager: personal' },
  description: {
    en: 'Teachers and other staff, with up to two locations.',
    es: 'Docentes y otro personal, con hasta dos planteles.',
  },
  fileNames: ['staff.csv'],
  key: ['person_id'],
  fields: [
    ...personFields(teacherNumbers),
    ...accountFields,
    location(),
    {
      ...location({ synonyms: [] }),
      name: 'location_id_2',
      title: { en: 'Second location', es: 'Segundo plantel' },
      required: false,
    },
  ],
  groupField: 'location_id',
  subject: ['staff', 'teacher', 'person'],
  source: sourceOf('staff.csv'),
  examples: [
    {
      person_id: 'teacher-88',
      person_number: '88',
      first_name: 'Tobias',
      last_name: 'Okafor',
      email_address: 'tokafor@example.org',
      sis_username: 'tokafor',
      location_id: '012',
      location_id_2: '104',
    },
    { person_id: 'teacher-91', first_name: 'Ingrid', last_name: 'Solberg', location_id: '104' },
  ],
}
