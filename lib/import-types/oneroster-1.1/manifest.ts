// OneRoster 1.1, manifest.csv: which files a package holds, and whether each is full or partial. Read as rows of
// property and value; what the properties demand of a package is decided where packages are opened.
import type { ImportType } from '../import-type'
import { family, sourceOf } from './record-fields'

export const manifest: ImportType = {
  name: `${family}/manifest`,
  family,
  title: { en: 'OneRoster 1.1 manifest', es: 'OneRoster 1.1: manifiesto' },
  description: {
    en: 'The list of the files in a OneRoster package and how each is to be read: absent, bulk or delta.',
    es: 'La lista de los archivos de un paquete OneRoster y cómo se lee cada uno: absent, bulk o delta.',
  },
  fileNames: ['manifest.csv'],
  key: ['propertyName'],
  fields: [
    {
      name: 'propertyName',
      title: { en: 'Property', es: 'Propiedad' },
      kind: 'text',
      required: true,
      maxLength: 255,
      synonyms: ['property_name', 'name'],
      note: {
        en: 'One property in each row: manifest.version, oneroster.version, file.users and so on.',
        es: 'Una propiedad en cada fila: manifest.version, oneroster.version, file.users, etcétera.',
      },
    },
    {
      name: 'value',
      title: { en: 'Value', es: 'Valor' },
      kind: 'text',
      note: {
        en: 'The version is 1.0 for the manifest and 1.1 for OneRoster; every file is absent, bulk or delta.',
        es: 'La versión es 1.0 para el manifiesto y 1.1 para OneRoster; cada archivo es absent, bulk o delta.',
      },
    },
  ],
  source: sourceOf('manifest.csv'),
  examples: [
    { propertyName: 'manifest.version', value: '1.0' },
    { propertyName: 'oneroster.version', value: '1.1' },
    { propertyName: 'file.users', value: 'bulk' },
  ],
}
