// OneRoster 1.2, users.csv in the columns of 1.2.1. What a person is and where has moved to roles.csv.
import { list, says, text } from '../declare-field'
import type { Field } from '../import-type'
import { guid } from '../oneroster-1.1/record-fields'
import { users as in11 } from '../oneroster-1.1/users'
import { revised, referenceTo } from './edition'

const moved = new Set(['orgSourcedIds', 'role'])

export const users = revised(in11, {
  description: says(
    'Students, teachers, other staff and guardians. Their roles stand in roles.csv.',
    'Alumnos, docentes, otro personal y tutores. Sus roles están en roles.csv.',
  ),
  fields: [
    ...in11.fields.filter(({ name }) => !moved.has(name)),
    guid('userMasterIdentifier', 'Master identifier', 'Identificador maestro', {
      synonyms: ['master_id', 'user_master_id'],
      note: says(
        'The same for one human in all systems and schools. It is not the key.',
        'El mismo para una persona en todos los sistemas y escuelas. No es la clave del registro.',
      ),
    }),
    list('resourceSourcedIds', 'Resources', 'Recursos', {
      former: true,
      reference: referenceTo('resources'),
      note: says('Of 1.2.0; now in userResources.csv.', 'De la 1.2.0; ahora en userResources.csv.'),
    }),
    preferred('preferredGivenName', 'first', 'Nombre preferido', ['nickname', 'preferred_name', 'goes_by']),
    preferred('preferredMiddleName', 'middle', 'Segundo nombre preferido', []),
    preferred('preferredFamilyName', 'last', 'Apellidos preferidos', ['preferred_surname']),
    guid('primaryOrgSourcedId', 'Primary organization', 'Organización principal', {
      reference: referenceTo('orgs'),
      synonyms: ['home_school_id', 'school_id', 'school_code', 'orgSourcedId', 'orgSourcedIds'],
    }),
    text('pronouns', 'Pronouns', 'Pronombres', { sensitive: true }),
  ],
  groupField: 'primaryOrgSourcedId',
  examples: in11.examples.map(({ orgSourcedIds = '', role, ...example }) => ({
    ...example,
    ...(role === 'student' && { preferredGivenName: 'May' }),
    primaryOrgSourcedId: orgSourcedIds.split(',')[0] ?? '',
  })),
})

function preferred(name: string, part: string, es: string, synonyms: readonly string[]): Field {
  return text(name, `Preferred ${part} name`, es, { synonyms: [`preferred_${part}_name`, ...synonyms] })
}
