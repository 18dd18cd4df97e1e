// What is wrong with a request is said with its place; nothing of a refused one is kept, and no limit can be passed.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mappedJob, testAccount, testJob } from '@/lib/import-jobs/test-job'
import { saveAsTemplate } from '@/lib/import-jobs/save-as-template'
import { db } from '@/lib/platform/db'
import { call, emptyInstallation, json, prepareApi, type Call } from '../test-api'

vi.hoisted(() => Object.assign(process.env, { OPERATOR_API_KEY: 'an-operator-key-of-the-environment' }))

type Problem = {
  type: string
  status: number
  title: string
  detail: string
  errors?: { in: string; pointer: string; detail: string }[]
}

let stop: () => Promise<void>
let key: string
let owner: { accountId: string; transferLoginId: string }

beforeAll(async () => {
  stop = await prepareApi()
  await emptyInstallation()
  key = 'an-operator-key-of-the-environment'
  owner = await testAccount('springfield')
})
afterAll(() => stop())

const account = () => `/api/v1/accounts/${owner.accountId}`
const refused = (status: number, line: string, options: Call = {}) => json<Problem>(status, line, { key, ...options })
const pointers = async (line: string, options: Call) =>
  (await refused(400, line, options)).errors?.map(({ in: place, pointer }) => `${place} ${pointer}`)

describe('wrong input', () => {
  it('is named with its place, all of it at once, in problem details', async () => {
    const answer = await call('POST /api/v1/accounts', {
      key,
      json: { name: '', slug: 'Not A Slug', timeZone: 'Mars/Base' },
    })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const problem = (await answer.json()) as Problem
    expect(problem).toMatchObject({ type: 'urn:rollcall:problem:wrong-input', status: 400 })
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/name', '/slug', '/state', '/timeZone'])
  })

  it.each<[string, string, unknown, string[]]>([
    ['a role of nobody', 'members', { email: 'a@b.example', name: 'A', role: 'operator' }, ['body /role']],
    [
      'a password that is short',
      'members',
      { email: 'a@b.example', name: 'A', role: 'teacher', password: 'short' },
      ['body /password'],
    ],
    ['a login name with an underscore', 'transfer-logins', { name: 'a_b' }, ['body /name']],
    [
      'a key that is none',
      'transfer-logins',
      { name: 'k', publicKeys: ['ssh-ed25519 nonsense'] },
      ['body /publicKeys/0'],
    ],
    [
      'an address that is none',
      'transfer-logins',
      { name: 'k', allowedAddresses: ['10.0.0.1', 'x'] },
      ['body /allowedAddresses/1'],
    ],
    ['an unknown import type', 'import-jobs', { importType: 'x/y', transferLogin: 'sis' }, ['body /importType']],
    [
      'an unknown transfer login',
      'import-jobs',
      { importType: 'oneroster-1.1/users', transferLogin: 'x' },
      ['body /transferLogin'],
    ],
    [
      'an object for a text',
      'import-jobs',
      { importType: { contains: '' }, transferLogin: ['sis'] },
      ['body /importType', 'body /transferLogin'],
    ],
    [
      'a schedule that is not kept',
      'import-jobs',
      { importType: 'oneroster-1.1/users', transferLogin: 'sis', settings: { schedule: 'hourly' } },
      ['body /settings/schedule'],
    ],
    [
      'a share over the whole',
      'import-jobs',
      { importType: 'oneroster-1.1/users', transferLogin: 'sis', settings: { thresholds: { changedPercent: 101 } } },
      ['body /settings/thresholds/changedPercent'],
    ],
    ['nothing', 'import-jobs', undefined, ['body ']],
  ])('%s is refused', async (_, noun, input, expected) => {
    expect(await pointers(`POST ${account()}/${noun}`, { json: input })).toEqual(expected)
  })

  it('is told in the language asked for', async () => {
    const spanish = await refused(400, `POST ${account()}/transfer-logins`, {
      json: { name: 'a_b' },
      headers: { 'accept-language': 'es-MX' },
    })
    expect(spanish.title).toBe('Datos incorrectos')
    expect(spanish.errors?.[0]?.detail).toContain('letras minúsculas')
  })

  it('names the columns of a mapping that do not fit', async () => {
    const job = await mappedJob(await testJob(owner))
    const columns = [
      { header: 'sourcedId', position: 0, field: 'sourcedId' },
      { header: 'nope', position: 1, field: 'status' },
      { header: 'role', position: 5, field: 'roll' },
    ]
    const files = [{ name: 'users.csv', importType: 'oneroster-1.1/users', columns }]
    expect(await pointers(`PUT /api/v1/import-jobs/${job.id}/mapping`, { json: { files } })).toEqual([
      'body /files/0/columns/1',
      'body /files/0/columns/2/field',
    ])
    const unfinished = [{ ...files[0], columns: columns.slice(0, 1) }]
    const saved = await json<{ problems: { code: string; field: string }[] }>(
      200,
      `PUT /api/v1/import-jobs/${job.id}/mapping`,
      { key, json: { files: unfinished } },
    )
    expect(saved.problems).toContainEqual(expect.objectContaining({ code: 'field-required', field: 'givenName' }))
    const incomplete = await refused(409, `POST /api/v1/import-jobs/${job.id}/validation`)
    expect(incomplete.errors?.length).toBe(saved.problems.length)
    await refused(409, `POST /api/v1/import-jobs/${job.id}/template`)
  })

  it('refuses a template that could not be used, and one for a name that is taken', async () => {
    const saved = await saveAsTemplate({
      accountId: owner.accountId,
      jobId: (await mappedJob(await testJob(owner))).id,
    })
    if (!saved.ok) throw new Error(saved.reason)
    const address = `PATCH /api/v1/templates/${saved.template.id}`
    const mapping = saved.template.mapping[0]!
    const files = [{ ...mapping, columns: mapping.columns.map((column) => ({ ...column, field: null })) }]
    expect(new Set(await pointers(address, { json: { files } }))).toEqual(new Set(['body /files/0/columns']))
    expect(await pointers(address, { json: { fileName: 'a/b.csv' } })).toEqual(['body /fileName'])
    expect(await pointers(address, { json: { keepDays: -1 } })).toEqual(['body /keepDays'])
    expect(await json(200, address, { key, json: {} })).toMatchObject({ fileName: 'users.csv' })
    const job = await mappedJob(await testJob(owner))
    expect((await refused(409, `POST /api/v1/import-jobs/${job.id}/template`)).type).toContain('template-exists')
    expect(
      await json(201, `POST /api/v1/import-jobs/${job.id}/template`, {
        key,
        json: { fileName: 'Users.csv', mode: 'partial' },
      }),
    ).toMatchObject({
      ...{ fileName: 'Users.csv', name: 'Users.csv', mode: 'partial' },
    })
  })

  it('ignores what it does not know, also what would give more rights', async () => {
    const email = 'mallory@example.org'
    const input = { email, name: 'M', role: 'teacher', accountId: null, isOperator: true, passwordHash: 'x' }
    const member = await json(201, `POST ${account()}/members`, { key, json: input })
    expect(member).not.toHaveProperty('passwordHash')
    expect(await db.member.findUnique({ where: { email } })).toMatchObject({
      accountId: owner.accountId,
      role: 'teacher',
      passwordHash: null,
    })
  })

  it('changes only those settings of an account that are named', async () => {
    const first = { settings: { thresholds: { deactivatedPercent: 20, changedPercent: 30, minRows: 40 } } }
    await json(200, `PATCH ${account()}`, { key, json: first })
    const second = await json(200, `PATCH ${account()}`, {
      key,
      json: { settings: { keepDays: 3 }, reportRecipients: ['a@b.example'] },
    })
    expect(second).toMatchObject({ settings: { ...first.settings, keepDays: 3 }, reportRecipients: ['a@b.example'] })
  })
})

describe('what cannot be read', () => {
  const post = (body: BodyInit) => ({ body, headers: { 'content-type': 'application/json' } })

  it.each([
    ['no JSON', '{"name":', 'not-json'],
    ['nesting without end', '['.repeat(400_000), 'not-json'],
    ['NUL in a text', JSON.stringify({ name: 'a\0b' }), 'not-storable'],
    ['NUL in a name', '{"a\\u0000":1}', 'not-storable'],
    ['half a character', '{"name":"\\ud800"}', 'not-storable'],
  ])('%s is 400', async (_, body, code) => {
    expect((await refused(400, 'POST /api/v1/accounts', post(body))).type).toBe(`urn:rollcall:problem:${code}`)
  })

  it('more JSON than is taken is 413, whatever the request says of its length', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
    expect((await refused(413, 'POST /api/v1/accounts', post(large))).type).toContain('body-too-large')
    const stream = new Blob([large]).stream()
    expect((await refused(413, 'POST /api/v1/accounts', post(stream))).type).toContain('body-too-large')
  })

  it('NUL in a query is 400, also where a name is looked up', async () => {
    await refused(400, `GET ${account()}/records/oneroster-1.1/users?key=a%00b`)
    await refused(404, `GET ${account()}/records/oneroster-1.1/nothing%00`)
    await refused(404, 'GET /api/v1/import-types/__proto__')
  })
})

describe('lists', () => {
  it('take a limit from 1 on, give no more than 200, and know their own cursors only', async () => {
    const list = `GET ${account()}/templates`
    expect(await pointers(`${list}?limit=0`, {})).toEqual(['query /limit'])
    expect(await pointers(`${list}?limit=x`, {})).toEqual(['query /limit'])
    expect(await pointers(`${list}?cursor=nonsense`, {})).toEqual(['query /cursor'])
    expect(await json(200, `${list}?limit=1000000000`, { key })).toHaveProperty('items')
    const many = Array.from({ length: 203 }, (_, index) => ({
      name: `n${index}`,
      slug: `n${index}`,
      state: 'tx',
      timeZone: 'UTC',
    }))
    await db.account.createMany({ data: many })
    const seen = new Set<string>()
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await json(
        200,
        `GET /api/v1/accounts?limit=500&cursor=${cursor}`.replace(/&cursor=$/, ''),
        { key },
      )
      expect(page.items.length).toBeLessThanOrEqual(200)
      page.items.forEach(({ id }) => seen.add(id))
      cursor = page.nextCursor
    }
    expect(seen.size).toBe(204)
  })
})
