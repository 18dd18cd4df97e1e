// The middle of users.csv: who the person is. Phone numbers are free text by the standard; the form of an e-mail
// address is checked, which the standard leaves open.
import type { Field } from '../import-type'

export const userFields: readonly Field[] = [
  {
    name: 'username',
    title: { en: 'User name', es: 'Nombre de usuario' },
    kind: 'text',
    required: true,
    synonyms: ['login', 'login_id', 'user_login', 'login_name', 'student_web_id'],
  },
  {
    name: 'userIds',
    title: { en: 'Other identifiers', es: 'Otros identificadores' },
    kind: 'list',
    synonyms: ['userId'],
    note: { en: 'Each as {type:id}, with commas between.', es: 'Cada uno como {tipo:id}, separados con comas.' },
  },
  {
    name: 'givenName',
    title: { en: 'First name', es: 'Nombre' },
    kind: 'text',
    required: true,
    synonyms: ['first', 'fname', 'given', 'forename', 'nombres', 'primer nombre'],
  },
  {
    name: 'familyName',
    title: { en: 'Last name', es: 'Apellidos' },
    kind: 'text',
    required: true,
    synonyms: ['last', 'lname', 'surname', 'family', 'apellido'],
  },
  {
    name: 'middleName',
    title: { en: 'Middle name', es: 'Segundo nombre' },
    kind: 'text',
    synonyms: ['middle', 'mname', 'mi', 'middle_initial'],
  },
  {
    name: 'identifier',
    title: { en: 'Identifier', es: 'Matrícula' },
    kind: 'text',
    synonyms: [
      'student_number',
      'student_no',
      'teacher_number',
      'sis_number',
      'local_id',
      'local_student_id',
      'perm_id',
      'other_id',
      'display_id',
    ],
    note: {
      en: 'The number people know, such as the student number.',
      es: 'El número que las personas conocen, como la matrícula del alumno.',
    },
  },
  {
    name: 'email',
    title: { en: 'E-mail', es: 'Correo electrónico' },
    kind: 'email',
    synonyms: ['email_address', 'email_addr', 'school_email', 'mail', 'correo'],
  },
  {
    name: 'sms',
    title: { en: 'Mobile phone', es: 'Teléfono celular' },
    kind: 'text',
    synonyms: ['cell', 'cell_phone', 'mobile', 'celular'],
  },
  {
    name: 'phone',
    title: { en: 'Phone', es: 'Teléfono' },
    kind: 'text',
    synonyms: ['home_phone', 'phone_number', 'telephone', 'telephone_number'],
  },
]
