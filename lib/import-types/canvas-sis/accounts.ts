// Canvas, accounts.csv.
import { id, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, family, integrationId, referenceTo, sourceOf, status } from './family'

export const accounts: ImportType = {
  name: `${family}/accounts`,
  family,
  title: { en: 'Canvas accounts', es: 'Canvas: cuentas' },
  description: {
    en: 'Schools and departments as Canvas keeps them.',
    es: 'Escuelas y departamentos como los lleva Canvas.',
  },
  fileNames: ['accounts.csv'],
  key: ['account_id'],
  fields: [
    id('account_id', 'Account ID', 'Clave de la cuenta', { required: true, synonyms: ['school_id', 'org_id'] }),
    id('parent_account_id', 'Parent account', 'Cuenta superior', {
      reference: referenceTo('accounts', 'account_id'),
      synonyms: ['parent_id'],
    }),
    text('name', 'Name', 'Nombre', { required: true, synonyms: ['account_name', 'school_name'] }),
    status(),
    integrationId,
  ],
  departure,
  subject: ['account'],
  source: sourceOf('accounts.csv'),
  examples: [
    { account_id: 'district', name: 'Cedar Ridge District', status: 'active' },
    { account_id: '012', parent_account_id: 'district', name: 'Cedar Ridge Elementary', status: 'active' },
  ],
}
