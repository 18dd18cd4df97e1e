// OneRoster 1.1, demographics.csv. Everything here is sensitive: taken only where a template maps it, no value is logged.
import type { Field, ImportType } from '../import-type'
import { departure, family, recordFields, referenceTo, sourceOf } from './record-fields'

export const demographics: ImportType = {
  name: `${family}/demographics`,
  family,
  title: { en: 'OneRoster 1.1 demographics', es: 'OneRoster 1.1: datos demográficos' },
  description: {
    en: 'Birth date, sex, race and place of birth, at most one row for each user.',
    es: 'Fecha de nacimiento, sexo, raza y lugar de nacimiento; a lo más una fila por usuario.',
  },
  fileNames: ['demographics.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['userSourcedId', 'userSourceId', 'user_id', 'student_id'], referenceTo('users')),
    {
      name: 'birthDate',
      title: { en: 'Birth date', es: 'Fecha de nacimiento' },
      kind: 'date',
      past: true,
      sensitive: true,
      synonyms: ['birthdate', 'dob', 'date_of_birth', 'birthday'],
    },
    {
      name: 'sex',
      title: { en: 'Sex', es: 'Sexo' },
      kind: 'text',
      enum: ['male', 'female'],
      sensitive: true,
      synonyms: ['gender'],
    },
    race('americanIndianOrAlaskaNative', 'American Indian or Alaska Native', 'Indígena americano o nativo de Alaska', [
      'american_indian',
      'alaska_native',
    ]),
    race('asian', 'Asian', 'Asiático', []),
    race('blackOrAfricanAmerican', 'Black or African American', 'Negro o afroamericano', ['black', 'african_american']),
    race(
      'nativeHawaiianOrOtherPacificIslander',
      'Native Hawaiian or other Pacific Islander',
      'Nativo de Hawái u otra isla del Pacífico',
      ['native_hawaiian', 'pacific_islander'],
    ),
    race('white', 'White', 'Blanco', ['caucasian']),
    race('demographicRaceTwoOrMoreRaces', 'Two or more races', 'Dos o más razas', ['multiracial']),
    race('hispanicOrLatinoEthnicity', 'Hispanic or Latino', 'Hispano o latino', ['hispanic', 'hispanic_latino']),
    place('countryOfBirthCode', 'Country of birth', 'País de nacimiento', ['birth_country']),
    place('stateOfBirthAbbreviation', 'State of birth', 'Estado de nacimiento', ['birth_state']),
    place('cityOfBirth', 'City of birth', 'Ciudad de nacimiento', ['birth_city']),
    place('publicSchoolResidenceStatus', 'Public school residence status', 'Situación de residencia escolar', []),
  ],
  departure,
  subject: ['user', 'student'],
  source: sourceOf('demographics.csv'),
  examples: [
    {
      sourcedId: 'student-00417',
      birthDate: '2015-03-09',
      sex: 'female',
      americanIndianOrAlaskaNative: 'false',
      asian: 'false',
      blackOrAfricanAmerican: 'false',
      nativeHawaiianOrOtherPacificIslander: 'false',
      white: 'true',
      demographicRaceTwoOrMoreRaces: 'false',
      hispanicOrLatinoEthnicity: 'true',
      countryOfBirthCode: 'US',
      stateOfBirthAbbreviation: 'TX',
      cityOfBirth: 'Springfield',
    },
    { sourcedId: 'teacher-88', sex: 'male' },
    { sourcedId: 'guardian-0091', birthDate: '1984-11-30', countryOfBirthCode: 'MX' },
  ],
}

function race(name: string, en: string, es: string, synonyms: readonly string[]): Field {
  return { name, title: { en, es }, kind: 'boolean', sensitive: true, synonyms }
}

function place(name: string, en: string, es: string, synonyms: readonly string[]): Field {
  return { name, title: { en, es }, kind: 'text', sensitive: true, synonyms }
}
