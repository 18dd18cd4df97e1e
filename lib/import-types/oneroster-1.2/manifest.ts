// OneRoster 1.2, manifest.csv: eight more files to be named than in 1.1.
import { says } from '../declare-field'
import { manifest as in11 } from '../oneroster-1.1/manifest'
import { revised, changed } from './edition'

export const manifest = revised(in11, {
  fields: changed(in11.fields, 'value', {
    note: says(
      'The version is 1.0 for the manifest and 1.2 for OneRoster; every file is absent, bulk or delta.',
      'La versión es 1.0 para el manifiesto y 1.2 para OneRoster; cada archivo es absent, bulk o delta.',
    ),
  }),
  examples: [
    { propertyName: 'manifest.version', value: '1.0' },
    { propertyName: 'oneroster.version', value: '1.2' },
    { propertyName: 'file.roles', value: 'bulk' },
  ],
})
