// Istation demographics of students. All of it is sensitive. The flags of special education and of economic need are
// mapped by a person or not at all: no machine suggests such columns.
import { id, text, yesNo, type More } from '../declare-field'
import type { ImportType } from '../import-type'
import { studentNumbers } from '../sis-headers'
import { family, ownHeaders } from './family'

const privately = (synonyms: readonly string[] = []): More => ({ sensitive: true, synonyms })

export const demographics: ImportType = {
  name: `${family}/demographics`,
  family,
  title: { en: 'Istation demographics', es: 'Istation: datos demográficos' },
  description: {
    en: `Gender, ethnicity, language and programs of students. ${ownHeaders.en}`,
    es: `Sexo, origen étnico, lengua y programas de los alumnos. ${ownHeaders.es}`,
  },
  fileNames: ['demographics.csv'],
  key: ['id'],
  layout: 'unpublished',
  fields: [
    id('id', 'Student ID', 'Matrícula', {
      required: true,
      maxLength: 15,
      reference: { importType: `${family}/1file`, field: 'id' },
      synonyms: ['student_id', ...studentNumbers],
    }),
    text('gender', 'Gender', 'Sexo', privately(['sex', 'gender_code'])),
    text('ethnicity', 'Ethnicity', 'Origen étnico', privately(['race', 'ethnicity_code', 'race_ethnicity'])),
    text('home_language', 'Home language', 'Lengua materna', privately(['language', 'primary_language'])),
    yesNo('migrant', 'Migrant', 'Migrante', privately(['migrant_status'])),
    yesNo('ell', 'English learner', 'Aprende inglés', privately(['ell_status', 'lep', 'english_learner'])),
    yesNo('gifted', 'Gifted', 'Aptitudes sobresalientes', privately(['gifted_talented', 'gt'])),
    yesNo('special_education', 'Special education', 'Educación especial', privately()),
    yesNo('economically_disadvantaged', 'Economic need', 'Necesidad económica', privately()),
  ],
  subject: ['student', 'pupil'],
  source:
    'Istation help names this job (istationhelp.helpjuice.com); its columns are not visible, the headers are our own',
  examples: [
    {
      id: '00417',
      gender: 'F',
      ethnicity: 'Hispanic',
      home_language: 'Spanish',
      migrant: 'false',
      ell: 'true',
      gifted: 'false',
      special_education: 'false',
    },
    { id: '00418', gender: 'M', home_language: 'English' },
  ],
}
