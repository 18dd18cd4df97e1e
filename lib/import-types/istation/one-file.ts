// Istation 1File: students, their teachers and classes in one file. The published article is cut after the teacher's
// id; the fields whose header is our own say so.
import type { Field, ImportType } from '../import-type'

const ownHeader = {
  en: 'The header is our own; the published one could not be seen.',
  es: 'El encabezado es nuestro; el publicado no se pudo consultar.',
}

export const oneFile: ImportType = {
  name: 'istation/1file',
  family: 'istation',
  title: { en: 'Istation 1File', es: 'Istation 1File' },
  description: {
    en: 'Students with their teacher and campus in one file. Headers of fields marked so are our own.',
    es: 'Alumnos con su docente y su plantel en un archivo. Los encabezados así marcados son nuestros.',
  },
  fileNames: ['1file.csv'],
  key: ['id'],
  fields: [
    {
      name: 'campus_id',
      title: { en: 'Campus', es: 'Plantel' },
      kind: 'id',
      required: true,
      maxLength: 255,
      synonyms: [
        'campus_code',
        'school_id',
        'school_number',
        'school_code',
        'building_id',
        'building_code',
        'entity_id',
        'entity',
      ],
      note: {
        en: 'Campus code, state number or Istation domain.',
        es: 'Clave del plantel, número estatal o dominio de Istation.',
      },
    },
    {
      name: 'id',
      title: { en: 'Student ID', es: 'Matrícula' },
      kind: 'id',
      required: true,
      maxLength: 15,
      synonyms: ['student_number', 'student_no', 'local_student_id', 'sis_number', 'perm_id', 'other_id', 'local_id'],
      note: { en: 'The district number of the student.', es: 'El número del alumno en el distrito.' },
    },
    text('fname', 'First name', 'Nombre', 15, { required: true, synonyms: ['first', 'given_name'] }),
    text('lname', 'Last name', 'Apellidos', 30, { required: true, synonyms: ['last', 'family_name', 'surname'] }),
    text('mi', 'Middle initial', 'Inicial del segundo nombre', 2, { synonyms: ['middle_init'] }),
    text('login_id', 'Login', 'Usuario', 30, { synonyms: ['username', 'user_name', 'login_name'] }),
    text('password', 'Password', 'Contraseña', 40, {
      sensitive: true,
      discarded: true,
      note: { en: 'Never kept.', es: 'Nunca se guarda.' },
    }),
    {
      name: 'grade',
      title: { en: 'Grade', es: 'Grado' },
      kind: 'grade',
      required: true,
      synonyms: ['grade_level', 'grade_code', 'grd', 'gr', 'current_grade'],
    },
    text('tfname', 'Teacher first name', 'Nombre del docente', 15, { required: true, synonyms: ['teacher_first'] }),
    text('tlname', 'Teacher last name', 'Apellidos del docente', 30, { required: true, synonyms: ['teacher_last'] }),
    {
      name: 'temail',
      title: { en: 'Teacher e-mail', es: 'Correo electrónico del docente' },
      kind: 'email',
      required: true,
      maxLength: 60,
      synonyms: ['teacher_email_address', 'teacher_email_addr'],
      own: true,
      note: ownHeader,
    },
    {
      name: 'tid',
      title: { en: 'Teacher ID', es: 'Número del docente' },
      kind: 'id',
      maxLength: 15,
      synonyms: ['teacher_number', 'teacher_no'],
      note: {
        en: 'Recommended: unique in the district, joins a teacher across campuses.',
        es: 'Recomendado: único en el distrito, identifica al docente en todos los planteles.',
      },
    },
    text('tlogin_id', 'Teacher login', 'Usuario del docente', 30, {
      synonyms: ['teacher_username'],
      own: true,
      note: ownHeader,
    }),
    text('class_name', 'Class name', 'Nombre del grupo', 255, {
      synonyms: ['class_title', 'section_name'],
      own: true,
      note: ownHeader,
    }),
    {
      name: 'birthday',
      title: { en: 'Birth date', es: 'Fecha de nacimiento' },
      kind: 'date',
      past: true,
      sensitive: true,
      synonyms: ['dob', 'date_of_birth', 'birthdate'],
      own: true,
      note: ownHeader,
    },
    {
      name: 'state_id',
      title: { en: 'State student ID', es: 'Número estatal del alumno' },
      kind: 'id',
      maxLength: 255,
      synonyms: ['state_student_number', 'state_student_id', 'state_number'],
      own: true,
      note: ownHeader,
    },
  ],
  groupField: 'campus_id',
  subject: ['student', 'pupil'],
  source:
    'Istation help, Import Job Types (istationhelp.helpjuice.com), cut after the teacher id; later headers are our own',
  examples: [
    {
      campus_id: '012',
      id: '00417',
      fname: 'Maya',
      lname: 'Reyes',
      mi: 'E.',
      login_id: 'mayar',
      grade: '05',
      tfname: 'Tobias',
      tlname: 'Okafor',
      temail: 'tokafor@example.org',
      tid: '88',
      tlogin_id: 'tokafor',
      class_name: 'Reading 5A',
      birthday: '2015-03-09',
      state_id: '1234500417',
    },
    {
      campus_id: '012',
      id: '00418',
      fname: 'Owen',
      lname: 'Nakamura',
      grade: 'KG',
      tfname: 'Grace',
      tlname: 'Whitfield',
      temail: 'gwhitfield@example.org',
      tid: '91',
    },
    {
      campus_id: '104',
      id: '10021',
      fname: 'Sofía',
      lname: 'Hernández Luna',
      grade: '08',
      tfname: 'Amara',
      tlname: 'Diallo',
      temail: 'adiallo@example.org',
    },
  ],
}

function text(name: string, en: string, es: string, maxLength: number, more: Partial<Field> = {}): Field {
  return { name, title: { en, es }, kind: 'text', maxLength, ...more }
}
