// SFTPGo in front, with the requests its documentation describes: uploads of its action hook, and sign-ins of its external
// authentication. The program itself is not part of these tests.
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTransferLogin, disableTransferLogin } from '@/lib/accounts/transfer-logins'
import { createFront, revokeFront } from '@/lib/fronts/front'
import { removeTaken } from '@/lib/fronts/remove-taken'
import { testAccount } from '@/lib/import-jobs/test-job'
import { db } from '@/lib/platform/db'
import { openStored } from '@/lib/platform/files'
import { newEd25519Key } from '@/lib/platform/secrets'
import { call, emptyInstallation, prepareApi } from '../test-api'
import ssh2 from 'ssh2'

const { root } = vi.hoisted(() => {
  const folder = `/tmp/rollcall-fronts-${process.pid}`
  Object.assign(process.env, { TRUST_PROXY: 'on', FOREIGN_FILES_DIR: folder })
  return { root: folder }
})

const USER = 'sis_admin_springfield_tx'
const ADDRESS = '10.0.0.7'

let stop: () => Promise<void>
let owner: { accountId: string; transferLoginId: string }
let secret: string
let frontId: string

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(async () => {
  rmSync(root, { recursive: true, force: true })
  await stop()
})
beforeEach(async () => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(path.join(root, USER), { recursive: true })
  await emptyInstallation()
  owner = await testAccount('springfield')
  ;({ secret, frontId } = await newFront())
})

async function newFront(removeAfterHours?: number) {
  const made = await createFront({
    ...{ name: 'SFTPGo', kind: 'sftpgo', allowedAddresses: ['10.0.0.0/24'], filesFolder: '/srv/sftpgo/data' },
    removeAfterHours,
  })
  if (!made.ok) throw new Error(made.reason)
  return { secret: made.secret, frontId: made.front.id }
}

type Sending = { bearer?: string; from?: string; to?: string }

const send = (body: unknown, { bearer = secret, from = ADDRESS, to = '/api/deliveries' }: Sending = {}) =>
  call(`POST ${to}`, { json: body, key: bearer, headers: { 'x-forwarded-for': from } })
const status = async (body: unknown, sending?: Sending) => (await send(body, sending)).status

/** Writes what the front has taken in, and tells of it as SFTPGo does. */
function uploaded(name: string, content: string, changes: object = {}) {
  writeFileSync(path.join(root, USER, name), content)
  return {
    ...{ action: 'upload', username: USER, path: `/srv/sftpgo/data/${USER}/${name}`, virtual_path: `/${name}` },
    ...{ file_size: Buffer.byteLength(content), elapsed: 12, fs_provider: 0, status: 1, protocol: 'SFTP' },
    ...{ ip: '203.0.113.7', session_id: 'SFTP_5f0e', open_flags: 577, timestamp: 1_795_368_000_123_456_789 },
    ...changes,
  }
}

const deliveries = () => db.delivery.findMany({ orderBy: { id: 'asc' } })

describe('an upload SFTPGo tells of', () => {
  it('is taken once, with every repeat answered 200, and stays where the client looks for it', async () => {
    const event = uploaded('users.csv', 'id\n1\n')
    expect([await status(event), await status(event)]).toEqual([200, 200])
    const [delivery, ...more] = await deliveries()
    expect(more).toEqual([])
    expect(delivery).toMatchObject({ ...owner, fileName: 'users.csv', via: 'sftp', clientAddress: '203.0.113.7' })
    expect(await text(await openStored(delivery?.storageKey ?? ''))).toBe('id\n1\n')
    expect(statSync(path.join(root, USER, 'users.csv')).size).toBe(5)
    // The second night, with the same bytes, is an upload of its own.
    expect(await status({ ...uploaded('users.csv', 'id\n1\n'), timestamp: 1_795_454_400_123_456_789 })).toBe(200)
    expect(await deliveries()).toHaveLength(2)
  })

  it('is taken once, however many tell of it at the same moment', async () => {
    const event = uploaded('users.csv', 'id\n1\n')
    expect(await Promise.all([1, 2, 3, 4].map(() => status(event)))).toEqual([200, 200, 200, 200])
    expect(await deliveries()).toHaveLength(1)
  })

  it('is told from another one by the file itself where an old version says neither time nor session', async () => {
    const event = uploaded('users.csv', 'id\n1\n', { timestamp: undefined, session_id: undefined })
    expect([await status(event), await status(event)]).toEqual([200, 200])
    expect(await deliveries()).toHaveLength(1)
    const later = uploaded('users.csv', 'id\n1\n', { timestamp: undefined, session_id: undefined })
    utimesSync(path.join(root, USER, 'users.csv'), 2_000_000_000, 2_000_000_000)
    expect(await status(later)).toBe(200)
    expect(await deliveries()).toHaveLength(2)
  })

  it('may have no byte, and comes over FTP under the dotted name, too', async () => {
    const event = uploaded('users.csv', '', {
      file_size: undefined,
      protocol: 'FTP',
      username: 'sis.admin.springfield.tx',
    })
    expect(await status(event)).toBe(200)
    expect(await deliveries()).toMatchObject([{ via: 'ftps', size: 0n }])
  })

  it('under a temporary name waits for its rename', async () => {
    expect(await (await send(uploaded('users.csv.part', 'id\n1\n'))).json()).toEqual({ ignored: 'temporary-name' })
    const event = uploaded('users.csv', 'id\n1\n', { action: 'rename', file_size: undefined, status: undefined })
    const renamed = { ...event, path: `${event.path}.part`, target_path: event.path }
    expect([await status(renamed), await status(renamed)]).toEqual([200, 200])
    expect(await deliveries()).toMatchObject([{ fileName: 'users.csv' }])
  })

  it.each([
    ['an upload that broke off', { status: 2 }],
    ['an upload beyond a quota', { status: 3 }],
    ['a download', { action: 'download' }],
    ['what comes before an upload', { action: 'pre-upload' }],
    ['a deletion', { action: 'delete' }],
  ])('of %s nothing is taken, and SFTPGo is told that all is well', async (_, changes) => {
    expect(await status(uploaded('users.csv', 'id\n', changes))).toBe(200)
    expect(await deliveries()).toEqual([])
  })

  it.each([
    ['a login nobody has', { username: 'nobody_admin_springfield_tx' }, 422],
    ['another size than the file has', { file_size: 4 }, 422],
    ['a file that is not there', { path: `/srv/sftpgo/data/${USER}/else.csv` }, 422],
    ['a path outside of the folder', { path: '/etc/passwd' }, 422],
    ['a path that only begins like the folder', { path: `/srv/sftpgo/data2/${USER}/users.csv` }, 422],
    ['a path that climbs', { path: `/srv/sftpgo/data/${USER}/../${USER}/users.csv` }, 422],
    ['the folder of another login', { path: '/srv/sftpgo/data/other_admin_shelbyville_tx/users.csv' }, 422],
    ['a file of nobody’s folder', { path: '/srv/sftpgo/data/users.csv' }, 422],
    ['the folder itself', { path: `/srv/sftpgo/data/${USER}` }, 422],
    ['bytes in an object store', { fs_provider: 1 }, 422],
    ['an encrypted file', { fs_provider: 4 }, 422],
    ['no name at all', { username: undefined }, 400],
  ])('is refused for good with %s', async (_, changes, expected) => {
    expect(await status(uploaded('users.csv', 'id\n1\n', changes))).toBe(expected)
    expect(await deliveries()).toEqual([])
  })

  it('is refused where a link stands instead of a file or of a folder', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'rollcall-outside-'))
    writeFileSync(path.join(outside, 'users.csv'), 'id\n1\n')
    symlinkSync(path.join(outside, 'users.csv'), path.join(root, USER, 'link.csv'))
    symlinkSync(outside, path.join(root, USER, 'folder'))
    symlinkSync(outside, path.join(root, 'sis.admin.springfield.tx'))
    const event = uploaded('users.csv', 'id\n1\n')
    for (const place of [`${USER}/link.csv`, `${USER}/folder/users.csv`, 'sis.admin.springfield.tx/users.csv']) {
      expect(await status({ ...event, path: `/srv/sftpgo/data/${place}` })).toBe(422)
    }
    expect(await deliveries()).toEqual([])
    rmSync(outside, { recursive: true })
  })

  it('is not taken for a login that was switched off', async () => {
    await disableTransferLogin(owner.accountId, owner.transferLoginId)
    expect(await status(uploaded('users.csv', 'id\n1\n'))).toBe(409)
  })

  it('is removed when its hours are over, unless another file has come in its place', async () => {
    ;({ secret, frontId } = await newFront(0))
    await send(uploaded('users.csv', 'id\n1\n'))
    await send(uploaded('orgs.csv', 'id\n1\n'))
    writeFileSync(path.join(root, USER, 'orgs.csv'), 'id\n2\n')
    await removeTaken(root, frontId)
    expect(() => statSync(path.join(root, USER, 'users.csv'))).toThrow(/ENOENT/)
    expect(statSync(path.join(root, USER, 'orgs.csv')).size).toBe(5)
    expect(await removeTaken(root, frontId)).toBe(0)
  })
})

describe('who may speak for a front', () => {
  it('nobody without its secret, from elsewhere, or after it was revoked', async () => {
    const event = uploaded('users.csv', 'id\n1\n')
    const authorize = '/api/intake/authorize'
    const signIn = { username: 'nobody_admin_springfield_tx', ip: '203.0.113.7', protocol: 'SSH', password: 'x' }
    const tries: Sending[] = [
      { bearer: `rf_${'A'.repeat(43)}` },
      { bearer: 'x' },
      { from: '203.0.113.7' },
      { from: '' },
    ]
    for (const sending of tries) {
      expect([await status(event, sending), await status(signIn, { ...sending, to: authorize })]).toEqual([401, 401])
    }
    expect(await status(signIn, { to: authorize })).toBe(403)
    expect(await revokeFront(frontId)).toBe(true)
    expect([await status(event), await status(signIn, { to: authorize })]).toEqual([401, 401])
    expect(await revokeFront(frontId)).toBe(false)
    expect(await deliveries()).toEqual([])
  })

  it('keeps no secret that could be read out of the database', async () => {
    const row = await db.front.findUniqueOrThrow({ where: { id: frontId } })
    expect(JSON.stringify(row)).not.toContain(secret.slice(11))
  })

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['no address', { allowedAddresses: [] }, 'addresses'],
    ['an address that is none', { allowedAddresses: ['10.0.0.0/33'] }, 'addresses'],
    ['a folder without a root', { filesFolder: 'data' }, 'folder'],
    ['hours that are none', { removeAfterHours: 1.5 }, 'hours'],
  ])('is not made with %s', async (_, changes, reason) => {
    const input = { name: 'x', kind: 'sftpgo', allowedAddresses: ['10.0.0.1'], ...changes } as const
    expect(await createFront(input)).toEqual({ ok: false, reason })
  })
})

describe('a sign-in SFTPGo asks about', () => {
  const privateKey = newEd25519Key()
  const parsed = ssh2.utils.parseKey(privateKey)
  const publicKey = parsed instanceof Error ? '' : `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`
  let password: string

  beforeEach(async () => {
    const made = await createTransferLogin({
      ...{ accountId: owner.accountId, name: 'nightly', publicKeys: [publicKey] },
      allowedAddresses: ['203.0.113.7', '198.51.100.0/24'],
    })
    if (!made.ok) throw new Error(made.reason)
    password = made.password
  })

  const ask = (changes: object = {}) =>
    send(
      { username: 'nightly_admin_springfield_tx', ip: '203.0.113.7', protocol: 'SSH', password, ...changes },
      { to: '/api/intake/authorize' },
    )

  it('is answered with a user that stays in the folder of its login', async () => {
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      ...{ status: 1, username: 'nightly_admin_springfield_tx', public_keys: [publicKey] },
      home_dir: '/srv/sftpgo/data/nightly_admin_springfield_tx',
      permissions: { '/': expect.arrayContaining(['upload', 'overwrite', 'rename']) as string[] },
      filters: {
        allowed_ip: ['203.0.113.7/32', '198.51.100.0/24'],
        denied_protocols: ['DAV', 'HTTP'],
        ftp_security: 1,
      },
    })
  })

  it('takes both spellings for one user, and a key where SFTPGo asks about one', async () => {
    const dotted = await (await ask({ username: 'nightly.admin.springfield.tx', protocol: 'FTP' })).json()
    const byKey = await (await ask({ password: '', public_key: `${publicKey}\n` })).json()
    expect([dotted, byKey]).toMatchObject([
      { username: 'nightly_admin_springfield_tx' },
      { username: 'nightly_admin_springfield_tx' },
    ])
  })

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['a name nobody has', { username: 'nobody_admin_springfield_tx' }],
    ['an address that is not allowed', { ip: '192.0.2.1' }],
    ['another key', { password: '', public_key: `ssh-ed25519 ${Buffer.alloc(51).toString('base64')}` }],
    ['neither password nor key', { password: '' }],
    ['a protocol that is none of ours', { protocol: 'HTTP' }],
  ])('is refused with %s, in the same words', async (_, changes) => {
    const answer = await ask(changes)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ type: 'urn:rollcall:problem:sign-in-refused' })
  })

  it('is refused for a login that was switched off', async () => {
    const login = await db.transferLogin.findFirstOrThrow({ where: { name: 'nightly' } })
    await disableTransferLogin(owner.accountId, login.id)
    expect((await ask()).status).toBe(403)
  })

  it('counts wrong passwords of the client’s address, and makes it wait', async () => {
    for (let tries = 0; tries < 3; tries += 1) await ask({ password: 'wrong' })
    expect((await ask()).status).toBe(403)
    // From another allowed address the same login comes in.
    expect((await ask({ ip: '198.51.100.9' })).status).toBe(200)
  })
})
