// Microsoft School Data Sync 2.1, demographics.csv. All of it is sensitive.
import { birthDate, list, text } from '../declare-field'
import type { Field, ImportType } from '../import-type'
import { besides, birthDates } from '../sis-headers'
import { family, sourceOf, user } from './family'

export const demographics: ImportType = {
  name: `${family}/demographics`,
  family,
  title: { en: 'Microsoft SDS demographics', es: 'Microsoft SDS: datos demográficos' },
  description: {
    en: 'Birth date and place, sex, ethnicity and race, at most one row for each person.',
    es: 'Fecha y lugar de nacimiento, sexo, origen étnico y raza; a lo más una fila por persona.',
  },
  fileNames: ['demographics.csv'],
  key: ['userSourcedId'],
  fields: [
    user({ synonyms: ['userSourceId', 'user_id', 'person_id', 'student_id', 'sourcedId'] }),
    text('sex', 'Sex', 'Sexo', { sensitive: true, synonyms: ['gender'] }),
    birthDate('birthDate', { synonyms: besides(birthDates, 'birthDate') }),
    place('birthCity', 'City of birth', 'Ciudad de nacimiento', 'cityOfBirth'),
    place('birthState', 'State of birth', 'Estado de nacimiento', 'stateOfBirthAbbreviation'),
    place('birthCountry', 'Country of birth', 'País de nacimiento', 'countryOfBirthCode'),
    list('ethnicityCodes', 'Ethnicities', 'Orígenes étnicos', { sensitive: true, synonyms: ['ethnicity'] }),
    list('raceCodes', 'Races', 'Razas', { sensitive: true, synonyms: ['race'] }),
  ],
  subject: ['user', 'student'],
  source: sourceOf('demographics.csv'),
  examples: [
    {
      userSourcedId: 'student-00417',
      sex: 'female',
      birthDate: '2015-03-09',
      birthCity: 'Springfield',
      birthState: 'TX',
      birthCountry: 'US',
      ethnicityCodes: 'hispanicOrLatinoEthnicity',
      raceCodes: 'white,asian',
    },
    { userSourcedId: 'teacher-88', sex: 'male' },
  ],
}

function place(name: string, en: string, es: string, oneRosterName: string): Field {
  return text(name, en, es, { sensitive: true, synonyms: [oneRosterName] })
}
