import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import { clientOf, db, inTransaction, query } from '@/lib/platform/db'
import { lockRecords } from '@/lib/roster/lock'
import { ensureRosterTables } from '@/lib/roster/tables'
import { rosterTableOf } from '@/lib/roster/table-names'
import { catalogueOfAccount, customTypeBySlug, everyCustomType, importTypeOf } from './account-types'
import type { ChangedDefinition } from './compare-definitions'
import type { Definition } from './definition'
import { archiveCustomType, changeCustomType, createCustomType } from './save-type'
import { busPasses, saved, testType, withFields } from './test-types'

beforeAll(() => ensureRosterTables(importTypes))

async function account(): Promise<string> {
  const slug = randomUUID().slice(0, 13)
  const made = await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'America/Chicago' } })
  return made.id
}

const columnsOf = async (table: string) => {
  const rows = await query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = 'roster' and table_name = $1 order by ordinal_position`,
    [table],
  )
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]))
}

async function insert(accountId: string, values: Record<string, unknown>): Promise<void> {
  const type = await importTypeOf(accountId, 'custom/bus-passes')
  if (!type) throw new Error('there is no such type')
  const names = Object.keys(values)
  await query(
    `insert into roster.${rosterTableOf(type).name} (account_id, ${names.join(', ')}, state, row_hash, first_run, last_run, changed_at)
     values ($1, ${names.map((_, index) => `$${index + 2}`).join(', ')}, 'active', '', gen_random_uuid(), gen_random_uuid(), now())`,
    [accountId, ...Object.values(values)],
  )
}

async function change(accountId: string, definition: ChangedDefinition) {
  const { version = 0 } = (await customTypeBySlug(accountId, 'bus-passes')) ?? {}
  return changeCustomType({ accountId, slug: 'bus-passes', version, definition })
}

const lossesOf = async (accountId: string, definition: ChangedDefinition) => {
  const result = await change(accountId, definition)
  return result.ok
    ? []
    : 'problems' in result
      ? result.problems.map(({ code, field }) => `${code} ${field}`)
      : result.reason
}

describe('a type an account makes', () => {
  it('has a table of its own, also beside one of the same name of another account', async () => {
    const [mine, theirs] = [await account(), await account()]
    const type = await testType(mine)
    const other = await testType(theirs, { title: 'Bus passes', key: ['n'], fields: [{ name: 'n', kind: 'integer' }] })
    expect(type.tableName).not.toBe(other.tableName)
    expect(`staged_${type.tableName}`.length).toBeLessThanOrEqual(63)
    expect(await columnsOf(type.tableName)).toMatchObject({ pass_number: 'text', stop: 'bigint', valid_until: 'date' })
    expect(await columnsOf(other.tableName)).toMatchObject({ n: 'bigint' })
    expect((await catalogueOfAccount(mine)).named('custom/bus-passes')?.fields).toHaveLength(5)
    expect((await importTypeOf(theirs, 'custom/bus-passes'))?.fields).toHaveLength(1)
    expect(await importTypeOf(await account(), 'custom/bus-passes')).toBeUndefined()
    await expect(ensureRosterTables(await everyCustomType())).resolves.toBeUndefined()
  })

  it('has one name in an account, whoever is first', async () => {
    const accountId = await account()
    const make = () => createCustomType({ accountId, slug: 'bus-passes', definition: busPasses })
    const results = await Promise.all([make(), make()])
    expect(results.map((one) => (one.ok ? 'ok' : one.reason)).toSorted()).toEqual(['exists', 'ok'])
    const long = { ...busPasses, title: 'Long' }
    const slugs = ['a'.repeat(40), `${'a'.repeat(39)}b`]
    const types = await Promise.all(slugs.map((slug) => createCustomType({ accountId, slug, definition: long })))
    expect(new Set(types.map((one) => saved(one).tableName)).size).toBe(2)
  })

  it('may be anything as long as it has no records and no template', async () => {
    const accountId = await account()
    await testType(accountId)
    const other: Definition = { title: 'Passes', key: ['Stop'], fields: [{ name: 'Stop', kind: 'text' }] }
    const type = saved(await change(accountId, other))
    expect(type.version).toBe(2)
    const columns = await columnsOf(type.tableName)
    expect(columns).toMatchObject({ stop: 'text' })
    expect(columns).not.toHaveProperty('pass_number')
  })

  it('may be changed by one of two who looked at the same version', async () => {
    const accountId = await account()
    const { version, slug } = await testType(accountId)
    const again = { ...busPasses, title: 'Renamed' }
    const results = await Promise.all(
      [1, 2].map(() => changeCustomType({ accountId, slug, version, definition: again })),
    )
    expect(results.map((one) => (one.ok ? 'ok' : one.reason)).toSorted()).toEqual(['changed-meanwhile', 'ok'])
    const nobody = { accountId: await account(), slug, version, definition: again }
    expect(await changeCustomType(nobody)).toEqual({ ok: false, reason: 'not-found' })
  })

  it('is not begun anew with when it is archived, and is still known', async () => {
    const accountId = await account()
    const { slug } = await testType(accountId)
    expect(await archiveCustomType(await account(), slug, true)).toBe(false)
    expect(await archiveCustomType(accountId, slug, true)).toBe(true)
    const catalogue = await catalogueOfAccount(accountId)
    expect(catalogue.offered.some(({ name }) => name === 'custom/bus-passes')).toBe(false)
    expect(catalogue.named('custom/bus-passes')).toBeDefined()
    expect(await lossesOf(accountId, busPasses)).toBe('archived')
    await archiveCustomType(accountId, slug, false)
    expect(await lossesOf(accountId, busPasses)).toEqual([])
  })
})

describe('a type with records', () => {
  async function withRecord(): Promise<string> {
    const accountId = await account()
    await testType(accountId)
    await insert(accountId, { pass_number: 'P1', route: 'Red', stop: 7, valid_until: '2026-12-31' })
    return accountId
  }

  it('takes another field, and what takes more than before, and keeps what it holds', async () => {
    const accountId = await withRecord()
    const wider = withFields(
      busPasses,
      { name: 'Stop', kind: 'decimal' },
      { name: 'Route', kind: 'text' },
      { name: 'Valid until', kind: 'text' },
      { name: 'Deposit', kind: 'decimal' },
    )
    const type = saved(await change(accountId, wider))
    const [row] = await query(`select stop, route, valid_until, deposit from roster.${type.tableName}`)
    expect(row).toEqual({ stop: '7', route: 'Red', valid_until: '2026-12-31', deposit: null })
    saved(await change(accountId, withFields(wider, { name: 'Stop', kind: 'text' })))
    expect(await query(`select stop from roster.${type.tableName}`)).toEqual([{ stop: '7' }])
  })

  it.each<[string, ChangedDefinition, string[]]>([
    ['a field less', { ...busPasses, fields: busPasses.fields.slice(0, 4) }, ['removed Valid until']],
    ['a narrower kind', withFields(busPasses, { name: 'Route', kind: 'integer' }), ['narrowed-kind Route']],
    ['fewer tokens', withFields(busPasses, { name: 'Route', kind: 'text', enum: ['Red'] }), ['narrowed-enum Route']],
    [
      'closer bounds',
      withFields(busPasses, { name: 'Stop', kind: 'integer', minimum: 1, maximum: 9 }),
      ['narrowed-bounds Stop'],
    ],
    ['a length', withFields(busPasses, { name: 'Route', kind: 'text', maxLength: 3 }), ['narrowed-length Route']],
    ['a pattern', withFields(busPasses, { name: 'Route', kind: 'text', pattern: 'R.*' }), ['narrowed-pattern Route']],
    [
      'a duty',
      withFields(busPasses, { name: 'Valid until', kind: 'date', required: true }),
      ['narrowed-required Valid until'],
    ],
    [
      'no two alike',
      withFields(busPasses, { name: 'Valid until', kind: 'date', unique: true }),
      ['narrowed-unique Valid until'],
    ],
    [
      'a new duty',
      withFields(busPasses, { name: 'Deposit', kind: 'decimal', required: true }),
      ['new-required Deposit'],
    ],
    [
      'another kind of key',
      withFields(busPasses, { name: 'Pass Number', kind: 'text' }),
      ['narrowed-key-kind Pass Number'],
    ],
    ['another key', { ...busPasses, key: ['Pass Number', 'Route'] }, ['key-changed Pass Number, Route']],
  ])('refuses %s, and stays as it was', async (_, definition, losses) => {
    const accountId = await withRecord()
    const before = await customTypeBySlug(accountId, 'bus-passes')
    const columns = await columnsOf(before?.tableName ?? '')
    expect(await lossesOf(accountId, definition)).toEqual(losses)
    expect({ ...(await customTypeBySlug(accountId, 'bus-passes')), updatedAt: null }).toEqual({
      ...before,
      updatedAt: null,
    })
    expect(await columnsOf(before?.tableName ?? '')).toEqual(columns)
  })

  it('keeps the column of a field that is renamed, and knows its former name', async () => {
    const accountId = await withRecord()
    const renamed: ChangedDefinition = {
      ...busPasses,
      fields: busPasses.fields.map((field) =>
        field.name === 'Route' ? { ...field, name: 'Line', was: 'Route' } : field,
      ),
    }
    const type = saved(await change(accountId, renamed))
    expect(await query(`select route from roster.${type.tableName}`)).toEqual([{ route: 'Red' }])
    const field = (await importTypeOf(accountId, type.name))?.fields[2]
    expect(field).toMatchObject({ name: 'Line', column: 'route', formerNames: ['Route'], synonyms: ['Route'] })
  })

  it('hides a field from templates instead of losing it', async () => {
    const accountId = await withRecord()
    saved(await change(accountId, withFields(busPasses, { name: 'Stop', kind: 'integer', hidden: true })))
    expect((await importTypeOf(accountId, 'custom/bus-passes'))?.fields[3]).toMatchObject({
      name: 'Stop',
      former: true,
    })
  })

  it('is left alone while a file of it is being imported', async () => {
    const accountId = await withRecord()
    await inTransaction(async (tx) => {
      await lockRecords(await clientOf(tx), accountId, 'custom/bus-passes')
      expect(await lossesOf(accountId, { ...busPasses, title: 'Meanwhile' })).toBe('busy')
    })
    expect(await lossesOf(accountId, { ...busPasses, title: 'Afterwards' })).toEqual([])
  })
})

describe('types that refer to each other', () => {
  const riders: Definition = {
    title: 'Riders',
    key: ['Rider'],
    fields: [
      { name: 'Rider', kind: 'id' },
      { name: 'Pass', kind: 'id', reference: { importType: 'custom/bus-passes', field: 'Pass Number' } },
    ],
  }

  it('follow a new name, and do not lose what they refer to', async () => {
    const accountId = await account()
    await testType(accountId)
    await testType(accountId, riders, 'riders')
    const fields = busPasses.fields.map((field) =>
      field.name === 'Pass Number' ? { ...field, name: 'Number', was: 'Pass Number' } : field,
    )
    saved(await change(accountId, { ...busPasses, key: ['Number'], fields }))
    expect((await customTypeBySlug(accountId, 'riders'))?.fields[1]?.reference?.field).toBe('Number')
    const gone = { ...busPasses, key: ['Route'], fields: busPasses.fields.slice(1) }
    expect(await lossesOf(accountId, gone)).toEqual(['referred-to Number'])
  })

  it('do not refer to a type of another account', async () => {
    await testType(await account())
    const result = await createCustomType({ accountId: await account(), slug: 'riders', definition: riders })
    expect(result).toMatchObject({
      reason: 'wrong',
      problems: [{ code: 'reference-type', path: ['fields', 1, 'reference'] }],
    })
  })
})
