// Types of an account's own that refer to each other, whatever the kinds of the two fields are.
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import type { Field } from '@/lib/import-types/import-type'
import { makeLogin } from '@/lib/templates/test-template'
import { readRecords } from '@/lib/roster/records'
import { referredRecords } from '@/lib/roster/referred-records'
import { readReferrers, typesReferringTo } from '@/lib/roster/referring-records'
import { ensureRosterTables } from '@/lib/roster/tables'
import { importRows } from '@/lib/roster/test-import'
import type { RosterValue } from '@/lib/validation/roster-value'
import { catalogueOfAccount } from './account-types'
import type { Definition, FieldDefinition } from './definition'
import { testType } from './test-types'

beforeAll(() => ensureRosterTables(importTypes))

const stops: Definition = {
  title: 'Stops',
  key: ['Code'],
  fields: [
    { name: 'Code', kind: 'id' },
    { name: 'Number', kind: 'integer', unique: true },
    { name: 'Street', kind: 'text' },
  ],
}

it.each<[FieldDefinition['kind'], string, RosterValue]>([
  ['integer', 'Code', '7'],
  ['integer', 'Number', '7'],
  ['id', 'Number', '7'],
  ['list', 'Number', ['7']],
  ['id', 'Code', '7'],
])('a record is found from both sides by a field of kind %s that names %s', async (kind, field, value) => {
  const { accountId } = await makeLogin(randomUUID().slice(0, 13))
  await testType(accountId, stops, 'stops')
  const riders: Definition = {
    title: 'Riders',
    key: ['Rider'],
    fields: [
      { name: 'Rider', kind: 'id' },
      { name: 'Stop', kind, reference: { importType: 'custom/stops', field } },
    ],
  }
  await testType(accountId, riders, 'riders')
  const catalogue = await catalogueOfAccount(accountId)
  const [stop, rider] = [catalogue.named('custom/stops'), catalogue.named('custom/riders')]
  if (!stop || !rider) throw new Error('the types are not there')
  const options = { accountId, mode: 'partial' } as const
  await importRows(stop, [{ values: ['7', '7', 'Elm'] }, { values: ['8', '8', 'Oak'] }], options)
  const { issues } = await importRows(rider, [{ values: ['R1', value] }, { values: ['R2', null] }], options)
  expect(issues).toEqual([])

  const all = (await readRecords(accountId, rider)).items.map(({ data }) => data)
  const namedBy = await referredRecords(accountId, rider, all)
  expect(namedBy(rider.fields[1] as Field, '7')).toMatchObject({ key: '7' })
  // A page and what it calls load the types each for itself.
  const { types } = await catalogueOfAccount(accountId)
  const [referring] = await typesReferringTo(accountId, stop, types)
  if (!referring) throw new Error('no type refers to it')
  const [named] = (await readRecords(accountId, stop, { key: '7' })).items
  const referrers = await readReferrers(accountId, referring, named?.data ?? {})
  expect(referrers?.items.map(({ key }) => key)).toEqual(['R1'])
})
