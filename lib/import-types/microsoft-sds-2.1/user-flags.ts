// Microsoft School Data Sync 2.1, userFlags.csv: one row for each person and flag. Flags tell of disability and need.
import { says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, sourceOf, user } from './family'

export const userFlags: ImportType = {
  name: `${family}/userFlags`,
  family,
  title: { en: 'Microsoft SDS user flags', es: 'Microsoft SDS: indicadores de usuario' },
  description: {
    en: 'Programs and needs of a person, one row for each. All of it is private.',
    es: 'Programas y necesidades de una persona, una fila por cada uno. Todo es privado.',
  },
  fileNames: ['userFlags.csv'],
  key: ['userSourcedId', 'flag'],
  fields: [
    user(),
    text('flag', 'Flag', 'Indicador', {
      required: true,
      sensitive: true,
      maxLength: 255,
      synonyms: ['user_flag'],
      note: says(
        'Such as giftedOrTalented, iep or 504. A row without one says nothing.',
        'Por ejemplo giftedOrTalented, iep o 504. Una fila sin él no dice nada.',
      ),
    }),
  ],
  source: `${sourceOf('userFlags.csv')}; that the flag is required, and the key, is our reading`,
  examples: [
    { userSourcedId: 'student-00417', flag: 'giftedOrTalented' },
    { userSourcedId: 'student-00417', flag: 'englishLanguageLearner' },
  ],
}
