// A type made by the API is an ordinary one from then on: it is listed, mapped, delivered and read like any other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { busPasses } from '@/lib/custom-types/test-types'
import { inTransaction } from '@/lib/platform/db'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { fileMappingsSchema } from '@/lib/templates/template'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'

type Problem = { errors: { pointer: string; detail: string }[] }
type Shown = { name: string; version: number; archivedAt: string | null; fields: { name: string }[] }

let stop: () => Promise<void>
let accountId: string
let key: string
let types: string

beforeAll(async () => {
  stop = await prepareApi()
  await emptyInstallation()
  ;({ accountId, key } = await accountWithKey('springfield'))
  types = `/api/v1/accounts/${accountId}/import-types`
  await json(201, `POST ${types}`, { key, json: { ...busPasses, name: 'bus-passes' } })
})
afterAll(() => stop())

describe('an import type made by the API', () => {
  it('is in the catalogue of its account with a template of its own', async () => {
    const type = await json<Shown>(200, 'GET /api/v1/import-types/custom/bus-passes', { key })
    expect(type.fields.map(({ name }) => name)).toEqual(busPasses.fields.map(({ name }) => name))
    const template = await call('GET /api/v1/import-types/custom/bus-passes/template.csv?examples=true', { key })
    const [header, ...rows] = (await template.text()).trim().split('\r\n')
    expect(header).toBe('Pass Number,Student ID,Route,Stop,Valid until')
    expect(rows).toHaveLength(3)
    expect(await json(200, `GET /api/v1/accounts/${accountId}/records/custom/bus-passes`, { key })).toEqual({
      items: [],
      nextCursor: null,
    })
  })

  it('is refused with every reason at its place', async () => {
    const wrong = {
      name: 'wrong',
      title: 'Wrong',
      key: ['Id', 'Nothing'],
      fields: [
        { name: 'Id', kind: 'boolean' },
        { name: 'Code', kind: 'text', pattern: '(a+)+' },
        { name: 'code', kind: 'integer', maxLength: 3, minimum: 4, maximum: 2 },
        { name: 'School', kind: 'id', reference: { importType: 'custom/nobody', field: 'x' } },
      ],
    }
    const { errors } = await json<Problem>(400, `POST ${types}`, { key, json: wrong })
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/fields/0/kind',
      '/fields/1/pattern',
      '/fields/2/maxLength',
      '/fields/2/minimum',
      '/fields/2/name',
      '/fields/3/reference',
      '/key',
    ])
    await json(400, `POST ${types}`, { key, json: { ...busPasses, name: 'manifest' } })
    await json(400, `POST ${types}`, { key, json: { ...busPasses, name: 'bus-passes' } })
    await json(400, `POST ${types}`, { key, json: { ...busPasses, name: 'keyless', key: [] } })
  })

  it('is changed in part, from the version that was looked at', async () => {
    const line = `${types}/bus-passes`
    const before = await json<Shown>(200, `GET ${line}`, { key })
    const after = await json<Shown>(200, `PATCH ${line}`, { key, json: { description: 'Who rides where' } })
    expect(after).toMatchObject({ version: before.version + 1, description: 'Who rides where' })
    expect(after.fields).toHaveLength(before.fields.length)
    await json(409, `PATCH ${line}`, { key, json: { title: 'Late', version: before.version } })
  })

  it('is refused a header that another field once had, with what to do', async () => {
    const line = `${types}/bus-passes`
    const sis = await json<{ id: string }>(201, `POST /api/v1/accounts/${accountId}/transfer-logins`, {
      key,
      json: { name: 'night' },
    })
    const columns = [{ header: 'Pass', position: 0, field: 'Pass Number' }]
    await inTransaction((tx) =>
      createTemplate(tx, {
        ...{ accountId, transferLoginId: sis.id, name: 'own', fileName: 'own.csv', importType: 'custom/bus-passes' },
        mapping: fileMappingsSchema.parse([{ name: 'own.csv', importType: 'custom/bus-passes', columns }]),
        settings: settingsFrom(),
      }),
    )
    const fields = busPasses.fields.map((field) =>
      field.name === 'Route' ? { ...field, name: 'Line', was: 'Route' } : field,
    )
    const again = { fields: [...fields, { name: 'Route', kind: 'text' }] }
    const { errors } = await json<Problem>(409, `PATCH ${line}`, { key, json: again })
    expect(errors).toMatchObject([
      { pointer: '/fields/5/name', detail: expect.stringContaining('Choose a header') as string },
    ])
    await json(200, `PATCH ${line}`, { key, json: { fields } })
  })

  it('is archived, and then refused for new imports', async () => {
    const made = await json<{ id: string }>(201, `POST /api/v1/accounts/${accountId}/transfer-logins`, {
      key,
      json: { name: 'sis' },
    })
    const job = { importType: 'custom/bus-passes', transferLogin: made.id }
    const jobs = `POST /api/v1/accounts/${accountId}/import-jobs`
    await json(201, jobs, { key, json: job })
    await json(204, `DELETE ${types}/bus-passes`, { key })
    const { items } = await json<{ items: Shown[] }>(200, `GET ${types}`, { key })
    expect(items).toMatchObject([{ name: 'custom/bus-passes', archivedAt: expect.any(String) as string }])
    await json(400, jobs, { key, json: job })
    await json(409, `PATCH ${types}/bus-passes`, { key, json: { title: 'Back' } })
    await json(200, `PATCH ${types}/bus-passes`, { key, json: { archived: false, title: 'Back' } })
    await json(201, jobs, { key, json: job })
    await json(404, `DELETE ${types}/nothing`, { key })
  })
})
