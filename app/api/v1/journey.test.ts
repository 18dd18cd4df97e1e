// The whole way through the API, as a program that provisions a district goes it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processDelivery } from '@/lib/runs/process-delivery'
import { processRun } from '@/lib/runs/process'
import { call, emptyInstallation, json, prepareApi } from '../test-api'

const header =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password'
const row = (id: string, enabled: string, name: string) =>
  `${id},,,${enabled},org1,student,${name.toLowerCase()},,${name},Ruiz,,,${name.toLowerCase()}@example.org,,,,04,`
const file = (...rows: string[]) => [header, ...rows, ''].join('\r\n')

type Id = { id: string }
type Listed<Item> = { items: Item[]; nextCursor: string | null }
type Run = Id & {
  state: string
  counts: Record<string, number>
  template: string
  templateVersion: number
  files: unknown[]
}
type Delivery = Id & { state: string; outcome: string | null; template: string | null; runs: Run[] }
type Issue = { line: number; column: string; field: string; severity: string; value: string; message: string }

const never = new AbortController().signal

describe('a district is set up and delivers by the API alone', () => {
  let key: string
  let stop: () => Promise<void>
  let account: Id
  let login: Id & {
    sftp: { userName: string; hostKeys: { sha256: string }[] }
    ftps: { userName: string }
    password: string
  }
  let job: Id
  let template: Id & { version: number }
  let delivery: Delivery

  beforeAll(async () => {
    stop = await prepareApi()
    key = (await emptyInstallation()).operatorKey
  })
  afterAll(() => stop())

  it('makes an account, a member and a transfer login', async () => {
    const input = { name: 'Springfield ISD', slug: 'springfield', state: 'tx', timeZone: 'America/Chicago' }
    account = await json(201, 'POST /api/v1/accounts', { key, json: input })
    expect(account).toMatchObject({ ...input, locale: 'en' })
    await json(409, 'POST /api/v1/accounts', { key, json: input })

    const member = { email: 'ana@springfield.example', name: 'Ana', role: 'campus-administrator' }
    const invited = await json(201, `POST /api/v1/accounts/${account.id}/members`, { key, json: member })
    expect(invited).toMatchObject({
      ...member,
      invited: true,
      invitation: { link: expect.stringContaining('/invitation/') as string },
    })

    login = await json(201, `POST /api/v1/accounts/${account.id}/transfer-logins`, { key, json: { name: 'sis' } })
    expect(login.sftp.userName).toBe('sis_admin_springfield_tx')
    expect(login.ftps.userName).toBe('sis.admin.springfield.tx')
    expect(login.sftp.hostKeys[0]?.sha256).toMatch(/^SHA256:/)
    expect(login.password.length).toBeGreaterThan(15)
    const rotated = await json<{ password: string; previousPasswordUntil: string }>(
      200,
      `POST /api/v1/accounts/${account.id}/transfer-logins/${login.id}/rotate`,
      { key },
    )
    expect(rotated.password).not.toBe(login.password)
    expect(rotated.previousPasswordUntil).toMatch(/Z$/)
    const its = `/api/v1/accounts/${account.id}/transfer-logins/${login.id}`
    await json(204, `DELETE ${its}/previous-password`, { key })
    expect(await json(200, `GET ${its}`, { key })).toMatchObject({ previousPasswordUntil: null })
    await json(400, `POST ${its}/rotate`, { key, json: { overlapHours: 169 } })
    const leaked = await json(200, `POST ${its}/rotate`, { key, json: { overlapHours: 0 } })
    expect(leaked).toMatchObject({ previousPasswordUntil: null })
    const { items } = await json<Listed<Id>>(200, `GET /api/v1/accounts/${account.id}/transfer-logins`, { key })
    expect(JSON.stringify(items)).not.toContain('password')
  })

  it('uploads a sample, accepts the suggested mapping and checks the whole sample', async () => {
    const settings = { notifyOnSuccess: true, thresholds: { minRows: 1000 } }
    const input = { importType: 'oneroster-1.1/users', transferLogin: login.id, settings }
    job = await json(201, `POST /api/v1/accounts/${account.id}/import-jobs`, { key, json: input })
    const body = file(row('u1', 'true', 'Ana'), row('u2', 'maybe', 'Ben'))
    const sample = await json(200, `PUT /api/v1/import-jobs/${job.id}/sample?fileName=users.csv`, { key, body })
    expect(sample).toMatchObject({
      fileName: 'users.csv',
      files: [{ name: 'users.csv', importType: 'oneroster-1.1/users', rowsEstimate: 2, dialect: { delimiter: ',' } }],
    })
    const mapping = await json(200, `PUT /api/v1/import-jobs/${job.id}/mapping`, { key })
    expect(mapping).toMatchObject({ problems: [], files: [{ importType: 'oneroster-1.1/users' }] })

    const started = await json<Run>(202, `POST /api/v1/import-jobs/${job.id}/validation`, { key })
    expect(started.state).toBe('queued')
    await processRun(started.id, never)
    const run = await json<Run>(200, `GET /api/v1/runs/${started.id}`, { key })
    expect(run).toMatchObject({ state: 'checked', counts: { rows: 2, applied: 1, rejected: 1 } })
    const issues = await json<Listed<Issue>>(200, `GET /api/v1/runs/${started.id}/issues?severity=error`, { key })
    expect(issues.items).toMatchObject([
      { line: 3, column: 'enabledUser', field: 'enabledUser', value: 'maybe', severity: 'error' },
    ])
    expect(await json(200, `GET /api/v1/import-jobs/${job.id}`, { key })).toMatchObject({
      step: 'save',
      lastCheck: run.id,
    })
  })

  it('saves the job as a template for the exact file name, once', async () => {
    template = await json(201, `POST /api/v1/import-jobs/${job.id}/template`, { key, json: { name: 'Users nightly' } })
    expect(template).toMatchObject({ name: 'Users nightly', fileName: 'users.csv', version: 1, notifyOnSuccess: true })
    await json(409, `POST /api/v1/import-jobs/${job.id}/template`, { key })
    await json(409, `PUT /api/v1/import-jobs/${job.id}/sample?fileName=users.csv`, { key, body: file() })
  })

  it('delivers a file, imports its good rows, and tells of the bad one', async () => {
    const address = `/api/v1/accounts/${account.id}/deliveries?fileName=users.csv&transferLogin=${login.id}`
    const body = file(row('u1', 'true', 'Ana'), row('u2', 'true', 'Ben'), row('u3', 'perhaps', 'Cora'))
    const options = { key, body, headers: { 'Idempotency-Key': 'night-1' } }
    delivery = await json<Delivery>(202, `POST ${address}`, options)
    expect(delivery).toMatchObject({ state: 'queued', template: template.id, via: 'api', transferLogin: login.id })
    expect((await json<Delivery>(202, `POST ${address}`, options)).id).toBe(delivery.id)

    await processDelivery(delivery.id, never)
    delivery = await json(200, `GET /api/v1/deliveries/${delivery.id}`, { key })
    expect(delivery).toMatchObject({ state: 'done', outcome: 'imported', runs: [{ state: 'applied' }] })
    const run = await json<Run>(200, `GET /api/v1/runs/${delivery.runs[0]?.id}`, { key })
    expect(run).toMatchObject({
      ...{ template: template.id, templateVersion: 1, mode: 'full', hold: null, failure: null },
      counts: { rows: 3, applied: 2, rejected: 1, added: 2, changed: 0, deactivated: 0, unchanged: 0 },
      files: [{ name: 'users.csv', importType: 'oneroster-1.1/users', counts: { added: 2 } }],
    })
    await json(409, `POST /api/v1/deliveries/${delivery.id}/process`, { key })
  })

  it('shows issues, changes and records as pages and as CSV', async () => {
    const runId = delivery.runs[0]?.id
    const issues = await call(`GET /api/v1/runs/${runId}/issues?format=csv`, { key })
    expect(issues.headers.get('content-type')).toContain('text/csv')
    expect(issues.headers.get('content-disposition')).toContain('attachment')
    expect(await issues.text()).toContain('users.csv,4,enabledUser')
    const changes = await json<Listed<unknown>>(200, `GET /api/v1/runs/${runId}/changes`, { key })
    expect(changes.items).toMatchObject([
      { kind: 'added', key: 'u1', before: null, after: { givenName: 'Ana' } },
      { key: 'u2' },
    ])
    expect(await (await call(`GET /api/v1/runs/${runId}/changes?format=csv`, { key })).text()).toContain(
      'added,oneroster-1.1/users,u1,2',
    )

    const records = `GET /api/v1/accounts/${account.id}/records/oneroster-1.1/users`
    const first = await json<Listed<{ key: string }>>(200, `${records}?limit=1`, { key })
    const rest = await json<Listed<{ key: string }>>(200, `${records}?limit=1&cursor=${first.nextCursor}`, { key })
    expect([...first.items, ...rest.items].map((record) => record.key)).toEqual(['u1', 'u2'])
    expect(rest.nextCursor).toBeNull()
    const one = await json<Listed<unknown>>(200, `${records}?key=u2&state=active`, { key })
    expect(one.items).toMatchObject([
      { key: 'u2', state: 'active', data: { givenName: 'Ben', enabledUser: true }, firstRun: runId },
    ])
    expect((await (await call(`${records}?format=csv`, { key })).text()).trim().split('\r\n')).toHaveLength(3)
    const encoded = await json<Listed<unknown>>(200, records.replace('oneroster-1.1/users', 'oneroster-1.1%2Fusers'), {
      key,
    })
    expect(encoded.items).toHaveLength(2)
  })

  it('holds a file that would change too much until a person answers', async () => {
    await json(200, `PATCH /api/v1/templates/${template.id}`, {
      key,
      json: { thresholds: { minRows: 1 }, keepDays: 1 },
    })
    const address = `POST /api/v1/accounts/${account.id}/deliveries?fileName=users.csv&transferLogin=sis`
    const sent = await json<Delivery>(202, address, { key, body: file(row('u1', 'true', 'Ana')) })
    await processDelivery(sent.id, never)
    const { runs } = await json<Delivery>(200, `GET /api/v1/deliveries/${sent.id}`, { key })
    expect(runs[0]).toMatchObject({ state: 'held', templateVersion: 2, hold: { reason: 'deactivated' } })
    await json(409, `POST /api/v1/deliveries/${sent.id}/process`, { key })
    expect(await json<Run>(200, `POST /api/v1/runs/${runs[0]?.id}/discard`, { key })).toMatchObject({
      state: 'discarded',
    })
    await json(409, `POST /api/v1/runs/${runs[0]?.id}/approve`, { key })

    const again = await json<Delivery>(202, `POST /api/v1/deliveries/${sent.id}/process`, { key })
    await processDelivery(again.id, never)
    const held = (await json<Delivery>(200, `GET /api/v1/deliveries/${sent.id}`, { key })).runs[0]
    expect(held?.state).toBe('held')
    await json(202, `POST /api/v1/runs/${held?.id}/approve`, { key })
    await processDelivery(sent.id, never)
    expect(await json<Run>(200, `GET /api/v1/runs/${held?.id}`, { key })).toMatchObject({
      state: 'applied',
      counts: { deactivated: 1 },
    })
  })

  it('keeps a file without a template and names the nearest one', async () => {
    const address = `POST /api/v1/accounts/${account.id}/deliveries?fileName=Users.CSV&transferLogin=${login.id}`
    const sent = await json<Delivery>(202, address, { key, body: file(row('u1', 'true', 'Ana')) })
    expect(sent).toMatchObject({ state: 'no-template', template: null, runs: [] })
    await json(409, `POST /api/v1/deliveries/${sent.id}/process`, { key })
    const list = await json<Listed<Delivery>>(200, `GET /api/v1/accounts/${account.id}/deliveries?limit=2`, { key })
    expect(list.items.map(({ id }) => id)[0]).toBe(sent.id)
    const next = await json<Listed<Delivery>>(
      200,
      `GET /api/v1/accounts/${account.id}/deliveries?limit=2&cursor=${list.nextCursor}`,
      { key },
    )
    expect(next).toMatchObject({ items: [{ id: delivery.id }], nextCursor: null })

    const messages = await json<Listed<{ kind: string; text: string; state: string }>>(
      200,
      `GET /api/v1/accounts/${account.id}/messages`,
      { key },
    )
    const kinds = messages.items.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['no-template', 'held', 'import-problems', 'invitation']))
    expect(messages.items.find(({ kind }) => kind === 'no-template')).toMatchObject({
      ...{ state: 'in-app', text: expect.stringContaining('Users.CSV / users.csv') as string },
    })
  })

  it('imports a sample once without a template', async () => {
    const input = { importType: 'oneroster-1.1/orgs', transferLogin: 'sis_admin_springfield_tx' }
    const once = await json<Id>(201, `POST /api/v1/accounts/${account.id}/import-jobs`, { key, json: input })
    const body = 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\norg1,,,North,school,1,\r\n'
    await json(200, `PUT /api/v1/import-jobs/${once.id}/sample?fileName=orgs.csv`, { key, body })
    await json(409, `POST /api/v1/import-jobs/${once.id}/import`, { key })
    await json(200, `PUT /api/v1/import-jobs/${once.id}/mapping`, { key, json: {} })
    const run = await json<Run>(202, `POST /api/v1/import-jobs/${once.id}/import`, { key })
    await processRun(run.id, never)
    expect(await json<Run>(200, `GET /api/v1/runs/${run.id}`, { key })).toMatchObject({
      state: 'applied',
      counts: { added: 1 },
    })
    await json(409, `POST /api/v1/import-jobs/${once.id}/import`, { key })
  })

  it('takes templates and logins out of use', async () => {
    await json(204, `DELETE /api/v1/templates/${template.id}`, { key })
    await json(404, `GET /api/v1/templates/${template.id}`, { key })
    await json(204, `DELETE /api/v1/accounts/${account.id}/transfer-logins/${login.id}`, { key })
    const address = `POST /api/v1/accounts/${account.id}/deliveries?fileName=users.csv&transferLogin=${login.id}`
    await json(409, address, { key, body: file() })
  })
})
