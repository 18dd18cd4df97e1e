// Istation teachers. A teacher of two campuses has a row for each: all of tid, e-mail and campus are the key.
import { email, id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { teacherNumbers } from '../sis-headers'
import { campus, family, login, ownHeaders } from './family'

export const teachers: ImportType = {
  name: `${family}/teachers`,
  family,
  title: { en: 'Istation teachers', es: 'Istation: docentes' },
  description: {
    en: `Teachers, one row for each campus. ${ownHeaders.en}`,
    es: `Docentes, una fila por plantel. ${ownHeaders.es}`,
  },
  fileNames: ['teachers.csv'],
  key: ['tid', 'temail', 'campus_id'],
  layout: 'unpublished',
  fields: [
    campus({ required: true }),
    id('tid', 'Teacher ID', 'Número del docente', {
      maxLength: 15,
      blankInKey: true,
      synonyms: ['teacher_id', ...teacherNumbers],
      note: says(
        'Recommended: unique in the district, joins a teacher across campuses.',
        'Recomendado: único en el distrito, identifica al docente en todos los planteles.',
      ),
    }),
    text('tfname', 'First name', 'Nombre', {
      required: true,
      maxLength: 15,
      synonyms: ['first', 'first_name', 'fname', 'given_name'],
    }),
    text('tlname', 'Last name', 'Apellidos', {
      required: true,
      maxLength: 30,
      synonyms: ['last', 'last_name', 'lname', 'family_name', 'surname'],
    }),
    email('temail', 'E-mail', 'Correo electrónico', {
      required: true,
      maxLength: 60,
      synonyms: ['email', 'email_address', 'email_addr'],
    }),
    login('tlogin_id'),
  ],
  groupField: 'campus_id',
  subject: ['teacher', 'staff'],
  source:
    'Istation help, importing teachers (istationhelp.helpjuice.com); its columns are not visible, the headers are our own',
  examples: [
    {
      campus_id: '012',
      tid: '88',
      tfname: 'Tobias',
      tlname: 'Okafor',
      temail: 'tokafor@example.org',
      tlogin_id: 'tokafor',
    },
    { campus_id: '104', tid: '88', tfname: 'Tobias', tlname: 'Okafor', temail: 'tokafor@example.org' },
    { campus_id: '104', tfname: 'Amara', tlname: 'Diallo', temail: 'adiallo@example.org' },
  ],
}
