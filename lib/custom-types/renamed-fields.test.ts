// A name means one field for ever: templates, held runs and files said it before the field was called otherwise.
import { beforeAll, expect, it } from 'vitest'
import type { ImportType } from '@/lib/import-types/import-type'
import { importTypes } from '@/lib/import-types'
import { fileMappingsSchema, templateById } from '@/lib/templates/template'
import { restoreVersion } from '@/lib/templates/restore-version'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { makeLogin } from '@/lib/templates/test-template'
import { inTransaction } from '@/lib/platform/db'
import { ensureRosterTables } from '@/lib/roster/tables'
import { randomUUID } from 'node:crypto'
import { customTypeBySlug, importTypeOf } from './account-types'
import type { ChangedField } from './compare-definitions'
import { changedFieldsSchema, FIELDS_MAX } from './definition'
import { changeCustomType } from './save-type'
import { busPasses, saved, testType } from './test-types'

beforeAll(() => ensureRosterTables(importTypes))

/** An account with the type, a template of it, and what the template says of Route and Stop. */
async function inUse() {
  const login = await makeLogin(randomUUID().slice(0, 13))
  const { accountId } = login
  await testType(accountId)
  const columns = ['Pass Number', 'Route', 'Valid until'].map((field, position) => ({ header: field, position, field }))
  const mapping = fileMappingsSchema.parse([{ name: 'own.csv', importType: 'custom/bus-passes', columns }])
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ ...login, name: 'own', fileName: 'own.csv', importType: 'custom/bus-passes' },
      ...{ mapping, settings: settingsFrom() },
    }),
  )
  if (!made.ok) throw new Error(made.reason)
  return { accountId, templateId: made.template.id }
}

/** Changes the type: fields by the name they have now, with another one. */
async function change(accountId: string, names: Readonly<Record<string, string>>, ...added: ChangedField[]) {
  const type = await customTypeBySlug(accountId, 'bus-passes')
  if (!type) throw new Error('the type is not there')
  const fields = type.fields.map(({ column: _, formerNames: __, ...field }): ChangedField => {
    return { ...field, was: field.name, name: names[field.name] ?? field.name }
  })
  const definition = { ...busPasses, fields: [...fields, ...added] }
  return changeCustomType({ accountId, slug: 'bus-passes', version: type.version, definition })
}

const route: ChangedField = { name: 'Route', kind: 'text' }
const used = (index: number, field: string) => ({
  ok: false,
  reason: 'loss',
  problems: [{ code: 'name-was-used', path: ['fields', index, 'name'], field }],
})

it('a new field is not called as one that gets another name in the same save', async () => {
  const { accountId } = await inUse()
  expect(await change(accountId, { Route: 'Line' }, route)).toEqual(used(5, 'Route'))
  const columns = (await customTypeBySlug(accountId, 'bus-passes'))?.fields.map(({ column }) => column) ?? []
  expect(new Set(columns).size).toBe(5)
})

it('nor as one was called before, however it is written', async () => {
  const { accountId } = await inUse()
  saved(await change(accountId, { Route: 'Line' }))
  saved(await change(accountId, { Line: 'Service' }))
  for (const name of ['Route', 'Line', 'ROUTE']) {
    expect(await change(accountId, {}, { name, kind: 'text' })).toEqual(used(5, name))
  }
  expect(await change(accountId, { Stop: 'Route' })).toEqual(used(3, 'Route'))
  expect((await customTypeBySlug(accountId, 'bus-passes'))?.fields[2]?.formerNames).toEqual(['Route', 'Line'])
})

it('two fields do not exchange their names', async () => {
  const { accountId, templateId } = await inUse()
  expect(await change(accountId, { Route: 'Valid until', 'Valid until': 'Route' })).toMatchObject({
    problems: [
      { code: 'name-was-used', field: 'Valid until' },
      { code: 'name-was-used', field: 'Route' },
    ],
  })
  expect((await templateById(accountId, templateId))?.version).toBe(1)
})

it('two fields do not take over from one', async () => {
  const { accountId } = await inUse()
  const twice = await change(accountId, { Route: 'Line' }, { name: 'Service', kind: 'text', was: 'Route' })
  expect(twice).toMatchObject({ problems: [{ code: 'was-twice', path: ['fields', 5, 'name'], field: 'Service' }] })
})

it('a field may have a name of its own again, and one that differs in capitals', async () => {
  const { accountId } = await inUse()
  saved(await change(accountId, { Route: 'Line' }))
  saved(await change(accountId, { Line: 'Route' }))
  expect(saved(await change(accountId, { Route: 'ROUTE' })).fields[2]).toMatchObject({
    ...{ name: 'ROUTE', column: 'route', formerNames: ['Line', 'Route'] },
  })
})

it('a version of a template from before is gone back to with the names of today', async () => {
  const { accountId, templateId } = await inUse()
  saved(await change(accountId, { Route: 'Line' }))
  const type = (await importTypeOf(accountId, 'custom/bus-passes')) as ImportType
  const names = type.fields.map(({ name }) => name)
  const rules = {
    typeNamed: () => type,
    problemsOf: (file: { columns: readonly { field: string | null }[] }) =>
      file.columns.flatMap(({ field }) =>
        field === null || names.includes(field) ? [] : [{ code: 'field-gone', field }],
      ),
  }
  const restored = await restoreVersion({ accountId, templateId, version: 1, rules })
  if (!restored.ok) throw new Error(JSON.stringify(restored))
  expect(restored.template.mapping[0]?.columns.map(({ field }) => field)).toEqual([
    'Pass Number',
    'Line',
    'Valid until',
  ])
})

it('a changed type has no more fields than a new one', () => {
  const fields = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `f${index}`, kind: 'text' }))
  expect(changedFieldsSchema.safeParse(fields(FIELDS_MAX)).success).toBe(true)
  expect(changedFieldsSchema.safeParse(fields(FIELDS_MAX + 1)).success).toBe(false)
})
