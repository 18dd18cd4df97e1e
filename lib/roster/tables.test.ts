import { beforeAll, describe, expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { ensureRosterTables } from './tables'

const words = { en: 'Word', es: 'Palabra' }
const field = (name: string, kind: 'id' | 'text' | 'date') => ({ name, title: words, kind })
const things: ImportType = {
  ...{ name: 'test/things', family: 'test', title: words, description: words, fileNames: [], source: '', examples: [] },
  key: ['id'],
  fields: [field('id', 'id'), field('Title', 'text')],
}

const columnsOf = (table: string) =>
  query<{ column_name: string; data_type: string }>(
    `select column_name, data_type from information_schema.columns
     where table_schema = 'roster' and table_name = $1 order by ordinal_position`,
    [table],
  )

describe('the roster tables', () => {
  beforeAll(() => Promise.all([ensureRosterTables(importTypes), ensureRosterTables(importTypes)]))

  it('have a typed column for every field that is kept, also when two processes make them at once', async () => {
    const columns = Object.fromEntries(
      (await columnsOf('oneroster_1_1_users')).map(({ column_name, data_type }) => [column_name, data_type]),
    )
    expect(columns).toMatchObject({
      account_id: 'uuid',
      sourced_id: 'text',
      enabled_user: 'boolean',
      org_sourced_ids: 'ARRAY',
      given_name: 'text',
      date_last_modified: 'timestamp with time zone',
      state: 'text',
      row_hash: 'bytea',
    })
    expect(columns).not.toHaveProperty('password')
  })

  it('compare keys as bytes and keep them unique within an account', async () => {
    const [key] = await query<{ definition: string; collation: string }>(
      `select pg_get_constraintdef(c.oid) as definition, collation_name as collation
       from pg_constraint c, information_schema.columns
       where c.conrelid = 'roster.oneroster_1_1_users'::regclass and c.contype = 'p'
         and table_schema = 'roster' and table_name = 'oneroster_1_1_users' and column_name = 'sourced_id'`,
    )
    expect(key).toEqual({ definition: expect.stringContaining('(account_id, sourced_id)') as string, collation: 'C' })
  })

  it('get a column for a field that was added to the type, and keep what they held', async () => {
    await ensureRosterTables([things])
    await query(
      `insert into roster.test_things (account_id, id, title, state, row_hash, first_run, last_run, changed_at)
       values (gen_random_uuid(), 'a', 'kept', 'active', '', gen_random_uuid(), gen_random_uuid(), now())`,
    )
    await ensureRosterTables([{ ...things, fields: [...things.fields, field('Since', 'date')] }])
    expect((await columnsOf('test_things')).at(-1)).toEqual({ column_name: 'since', data_type: 'date' })
    expect(await query('select id, title, since from roster.test_things')).toEqual([
      { id: 'a', title: 'kept', since: null },
    ])
  })

  it('keep a history that takes the kinds of this version, also where an earlier one made it', async () => {
    await query(`
      alter table roster.changes drop constraint changes_absent_before, drop constraint changes_kind_check,
        alter column before set not null,
        add constraint changes_kind_check check (kind in ('changed', 'deactivated', 'returned', 'adopted'))`)
    await ensureRosterTables([things])
    const insert = (kind: string, before: string) =>
      query(
        `insert into roster.changes (account_id, run_id, import_type, kind, key, before)
         values (gen_random_uuid(), gen_random_uuid(), 'test/things', '${kind}', '["a"]', ${before})`,
      )
    await insert('restored', 'null')
    await insert('removed', `'{}'`)
    await expect(insert('removed', 'null')).rejects.toThrow('changes_absent_before')
    await expect(insert('eaten', `'{}'`)).rejects.toThrow('changes_kind_check')
  })

  it('are not touched when a declaration contradicts them', async () => {
    await ensureRosterTables([things])
    const retyped = { ...things, fields: [field('id', 'id'), field('Title', 'date')] }
    await expect(ensureRosterTables([retyped])).rejects.toThrow('roster.test_things.title is text')
  })
})
