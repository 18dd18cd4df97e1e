import { describe, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import { orderOfApplication } from './order-of-application'
import { recogniseMembers, type MemberLook } from './recognise-members'

const families = [...new Set(importTypes.map(({ family }) => family))]
const typesOf = (family: string) => importTypes.filter((type) => type.family === family)
const lookOf = (family: string): MemberLook[] =>
  typesOf(family).map(({ fileNames, fields }) => ({
    name: fileNames[0]!,
    headers: fields.filter(({ former }) => !former).map(({ name }) => name),
  }))
const named = (members: readonly MemberLook[], version?: '1.1' | '1.2') =>
  Object.fromEntries([...recogniseMembers(members, version)].map(([name, type]) => [name, type.name]))

describe('the members of a bundle are recognised', () => {
  it.each(['oneroster-1.1', 'oneroster-1.2', 'powerschool', 'clever', 'microsoft-sds-2.1', 'naviance'])(
    'as all files of %s, though other systems use the same names',
    (family) => {
      const found = named(lookOf(family))
      for (const { name, fileNames } of typesOf(family)) expect(found[fileNames[0]!]).toBe(name)
    },
  )

  it('by their columns where the names are others', () => {
    const renamed = lookOf('oneroster-1.1')
      .filter(({ name }) => ['orgs.csv', 'users.csv', 'enrollments.csv'].includes(name))
      .map((look) => ({ ...look, name: `springfield_${look.name}` }))
    expect(named(renamed)).toEqual({
      'springfield_orgs.csv': 'oneroster-1.1/orgs',
      'springfield_users.csv': 'oneroster-1.1/users',
      'springfield_enrollments.csv': 'oneroster-1.1/enrollments',
    })
  })

  it('in the edition the manifest says, where the columns leave it open', () => {
    const orgs = lookOf('oneroster-1.1').filter(({ name }) => ['orgs.csv', 'manifest.csv'].includes(name))
    expect(named(orgs, '1.2')).toMatchObject({ 'orgs.csv': 'oneroster-1.2/orgs' })
    expect(named(orgs, '1.1')).toMatchObject({ 'orgs.csv': 'oneroster-1.1/orgs' })
  })

  it('whatever the case of their names, and a manifest by its name alone', () => {
    const users = lookOf('oneroster-1.1').find(({ name }) => name === 'users.csv')!
    expect(named([{ ...users, name: 'Users.CSV' }])).toEqual({ 'Users.CSV': 'oneroster-1.1/users' })
    const wide = { name: 'manifest.csv', headers: ['manifest.version', 'oneroster.version'] }
    expect(named([wide, users])).toMatchObject({ 'manifest.csv': 'oneroster-1.1/manifest' })
  })

  it('each type once, and not at all what is no table or unlike any', () => {
    const users = lookOf('oneroster-1.1').find(({ name }) => name === 'users.csv')!
    const members = [
      { ...users, name: 'users_old.csv' },
      users,
      { name: 'notes.txt', headers: ['Dear all'] },
      { name: 'photo.jpg', headers: null },
      { name: 'orgs.csv', headers: ['quite', 'another', 'table'] },
    ]
    expect(named(members)).toEqual({ 'users.csv': 'oneroster-1.1/users' })
  })
})

describe('the order of application', () => {
  it.each(families)('of %s meets no reference to a file that comes later', (family) => {
    const ordered = orderOfApplication(typesOf(family).toReversed())
    expect(new Set(ordered)).toEqual(new Set(typesOf(family)))
    const place = new Map(ordered.map(({ name }, index) => [name, index]))
    const forward = ordered.flatMap((type, index) =>
      type.fields
        .filter(({ reference }) => reference && (place.get(reference.importType) ?? -1) > index)
        .map(({ name, reference }) => `${type.name} ${name} ${reference?.importType}`),
    )
    expect(forward).toEqual([])
  })

  it('is that of the catalogue where nothing refers', () => {
    const names = orderOfApplication(typesOf('oneroster-1.1').toReversed()).map(({ name }) => name)
    expect(names.slice(0, 8)).toEqual(
      ['manifest', 'orgs', 'academicSessions', 'courses', 'classes', 'users', 'demographics', 'enrollments'].map(
        (file) => `oneroster-1.1/${file}`,
      ),
    )
  })
})
