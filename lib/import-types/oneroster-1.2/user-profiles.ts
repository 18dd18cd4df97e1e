// OneRoster 1.2, userProfiles.csv: the accounts a person has with vendors.
import { password, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { departure, guid, recordFields } from '../oneroster-1.1/record-fields'
import { family, referenceTo, sourceOf } from './edition'

export const userProfiles: ImportType = {
  name: `${family}/userProfiles`,
  family,
  title: { en: 'OneRoster 1.2 user profiles', es: 'OneRoster 1.2: perfiles de usuario' },
  description: {
    en: 'The accounts a person has with other systems. Passwords are never kept.',
    es: 'Las cuentas que una persona tiene en otros sistemas. Las contraseñas nunca se guardan.',
  },
  fileNames: ['userProfiles.csv'],
  key: ['sourcedId'],
  fields: [
    ...recordFields(['user_profile_id', 'profile_id']),
    guid('userSourcedId', 'Person', 'Persona', {
      required: true,
      reference: referenceTo('users'),
      synonyms: ['userSourceId', 'user_id', 'person_id'],
    }),
    text('profileType', 'Profile type', 'Tipo de perfil', { required: true }),
    guid('vendorId', 'Vendor', 'Proveedor', { required: true, synonyms: ['vendor'] }),
    guid('applicationId', 'Application', 'Aplicación', { synonyms: ['app_id'] }),
    text('description', 'Description', 'Descripción'),
    text('credentialType', 'Credential type', 'Tipo de credencial', { required: true }),
    text('username', 'User name', 'Nombre de usuario', { required: true, synonyms: ['login', 'login_id'] }),
    password('password', { note: says('Never kept.', 'Nunca se guarda.') }),
  ],
  departure,
  subject: ['profile'],
  source: sourceOf('userProfiles.csv'),
  examples: [
    {
      sourcedId: 'profile-1',
      userSourcedId: 'teacher-88',
      profileType: 'reading-platform',
      vendorId: 'vendor-81',
      applicationId: 'reader-2',
      description: 'Reading platform',
      credentialType: 'username',
      username: 'tokafor',
    },
    {
      sourcedId: 'profile-2',
      userSourcedId: 'student-00417',
      profileType: 'reading-platform',
      vendorId: 'vendor-81',
      credentialType: 'username',
      username: 'mreyes',
    },
  ],
}
