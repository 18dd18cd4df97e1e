// Visitor Aware, users.csv: the people who sign in there.
import { email, phone, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { emails, phones } from '../sis-headers'
import { active, family } from './family'

export const users: ImportType = {
  name: `${family}/users`,
  family,
  title: { en: 'Visitor Aware users', es: 'Visitor Aware: usuarios' },
  description: {
    en: 'The staff who sign in to Visitor Aware. The e-mail address is the sign-in name.',
    es: 'El personal que entra a Visitor Aware. El correo electrónico es el nombre de usuario.',
  },
  fileNames: ['users.csv'],
  key: ['Email'],
  fields: [
    email('Email', 'E-mail', 'Correo electrónico', { required: true, synonyms: emails }),
    text('Name', 'Full name', 'Nombre completo', {
      required: true,
      synonyms: ['user_name', 'display_name', 'staff_name'],
    }),
    phone('Phone', 'Phone', 'Teléfono', {
      synonyms: [...phones, 'mobile_phone', 'cell_phone'],
      note: says('Digits only; for alerts.', 'Solo dígitos; para alertas.'),
    }),
    active,
  ],
  subject: ['user', 'staff'],
  source: 'Visitor Aware help, Importing Resources (43000432677), Users',
  examples: [
    { Email: 'tokafor@example.org', Name: 'Tobias Okafor', Phone: '5550100188', Active: '1' },
    { Email: 'gwhitfield@example.org', Name: 'Grace Whitfield' },
  ],
}
