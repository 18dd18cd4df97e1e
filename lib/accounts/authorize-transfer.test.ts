import ssh2 from 'ssh2'
import { hash } from '@node-rs/argon2'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { createAccount } from './accounts'
import { authorizeTransfer, type TransferAuthorization } from './authorize-transfer'
import { leastWork, SAME_WORK_MS } from './test-work'
import { createTransferLogin, disableTransferLogin, type TransferLogin } from './transfer-logins'

const address = '203.0.113.7'
const elsewhere = '198.51.100.1'
const pair = ssh2.utils.generateKeyPairSync('ed25519')

let login: TransferLogin
let password: string

beforeEach(async () => {
  await emptyDatabase()
  const made = await createAccount({
    name: 'Springfield',
    slug: 'springfield',
    state: 'tx',
    timeZone: 'America/Chicago',
  })
  if (!made.ok) throw new Error(made.reason)
  const result = await createTransferLogin({ accountId: made.account.id, name: 'nightly', publicKeys: [pair.public] })
  if (!result.ok) throw new Error(result.reason)
  ;({ login, password } = result)
})

const blobOf = (key: string) => {
  const parsed = ssh2.utils.parseKey(key)
  if (parsed instanceof Error) throw parsed
  return parsed.getPublicSSH()
}
const byPassword = (userName: string, secret: string, from = address): Promise<TransferAuthorization> =>
  authorizeTransfer({ userName, method: 'password', password: secret, address: from })
const byKey = (keyData: Buffer, keyAlgorithm = 'ssh-ed25519', userName = login.sftpUserName, from = address) =>
  authorizeTransfer({ userName, method: 'publickey', keyAlgorithm, keyData, address: from })
const refused = (reason: string) => ({ ok: false, reason })

describe('authorizeTransfer', () => {
  it('lets the right password in under both spellings of the name, and notes the use', async () => {
    const admitted = { ok: true, transferLoginId: login.id, accountId: login.accountId }
    expect(await byPassword('nightly_admin_springfield_tx', password)).toEqual(admitted)
    expect(await byPassword('nightly.admin.springfield.tx', password)).toEqual(admitted)
    expect((await db.transferLogin.findFirstOrThrow()).lastUsedAt).not.toBeNull()
  })

  it.each([
    'nightly_admin_springfield',
    'nightly.admin_springfield.tx',
    'NIGHTLY_admin_springfield_tx',
    'nightly_admin_springfield_tx\0',
    '',
    'x'.repeat(100_000),
  ])('does not know %j', async (userName) => {
    expect(await byPassword(userName.slice(0, 200_000), password)).toEqual(refused('unknown'))
  })

  it('refuses a wrong password and an unknown name', async () => {
    expect(await byPassword(login.sftpUserName, `${password}x`)).toEqual(refused('wrong-secret'))
    expect(await byPassword('nobody_admin_springfield_tx', password)).toEqual(refused('unknown'))
  })

  // Processor time, not the clock: on a busy machine the clock differs by more than the hash itself takes.
  it('does the same work for an unknown name as for a wrong password', async () => {
    const work = await leastWork(15, {
      known: (index) => byPassword(login.sftpUserName, 'wrong', `192.0.2.${index}`),
      unknown: (index) => byPassword('nobody_admin_springfield_tx', 'wrong', `192.0.2.${index}`),
    })
    expect(Math.abs(work.known - work.unknown)).toBeLessThan(SAME_WORK_MS)
  })

  it('refuses an empty or enormous password without looking anything up', async () => {
    expect(await byPassword(login.sftpUserName, '')).toEqual(refused('wrong-secret'))
    expect(await byPassword(login.sftpUserName, 'x'.repeat(1024 * 1024))).toEqual(refused('wrong-secret'))
    expect(await db.signInFailure.count()).toBe(0)
  })

  it('slows guessing at one address, for known and unknown names alike, and lets the honest client elsewhere in', async () => {
    for (const userName of [login.sftpUserName, 'nobody_admin_springfield_tx']) {
      const results = await Promise.all(Array.from({ length: 8 }, () => byPassword(userName, 'wrong')))
      const reasons = results.map((result) => !result.ok && result.reason)
      expect(reasons.filter((reason) => reason === 'slowed')).toHaveLength(5)
    }
    expect(await byPassword(login.sftpUserName, password)).toEqual(refused('slowed'))
    expect(await byPassword(login.sftpUserName, password, elsewhere)).toMatchObject({ ok: true })
  })

  it('never slows a key because passwords were guessed', async () => {
    for (let index = 0; index < 4; index += 1) await byPassword(login.sftpUserName, 'wrong')
    expect(await byKey(blobOf(pair.public))).toMatchObject({ ok: true, transferLoginId: login.id })
  })

  it('takes a listed key, byte for byte, under its own name only', async () => {
    const blob = blobOf(pair.public)
    const stranger = blobOf(ssh2.utils.generateKeyPairSync('ed25519').public)
    expect(await byKey(blob, 'ssh-ed25519', login.ftpsUserName)).toMatchObject({ ok: true })
    expect(await byKey(stranger)).toEqual(refused('wrong-secret'))
    expect(await byKey(blob, 'ssh-rsa')).toEqual(refused('wrong-secret'))
    expect(await byKey(Buffer.alloc(0))).toEqual(refused('wrong-secret'))
    expect(await byKey(Buffer.from(pair.public))).toEqual(refused('wrong-secret'))
    expect(await byKey(blob, 'ssh-ed25519', 'nobody_admin_springfield_tx')).toEqual(refused('unknown'))
  })

  it('notes no use when a client only asks about a key', async () => {
    const keyData = blobOf(pair.public)
    await authorizeTransfer({
      userName: login.sftpUserName,
      method: 'publickey',
      keyAlgorithm: 'ssh-ed25519',
      keyData,
      address,
      probe: true,
    })
    expect((await db.transferLogin.findFirstOrThrow()).lastUsedAt).toBeNull()
  })

  it('takes an RSA key under the names of its signatures', async () => {
    const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 })
    const made = await createTransferLogin({ accountId: login.accountId, name: 'old', publicKeys: [rsa.public] })
    if (!made.ok) throw new Error(made.reason)
    for (const algorithm of ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']) {
      expect(await byKey(blobOf(rsa.public), algorithm, made.login.sftpUserName)).toMatchObject({ ok: true })
    }
    expect(await byKey(blobOf(rsa.public), 'ssh-dss', made.login.sftpUserName)).toEqual(refused('wrong-secret'))
  })

  it('refuses a login that is switched off, by password and by key, but tells a stranger nothing', async () => {
    await disableTransferLogin(login.accountId, login.id)
    expect(await byPassword(login.sftpUserName, password)).toEqual(refused('disabled'))
    expect(await byKey(blobOf(pair.public))).toEqual(refused('disabled'))
    expect(await byPassword(login.sftpUserName, 'wrong')).toEqual(refused('wrong-secret'))
  })

  it('refuses the right secret from an address outside the allowed blocks', async () => {
    await db.transferLogin.update({ where: { id: login.id }, data: { allowedAddresses: ['203.0.113.0/24'] } })
    expect(await byPassword(login.sftpUserName, password, elsewhere)).toEqual(refused('address'))
    expect(await byKey(blobOf(pair.public), 'ssh-ed25519', login.sftpUserName, elsewhere)).toEqual(refused('address'))
    expect(await byPassword(login.sftpUserName, password, '::ffff:203.0.113.9')).toMatchObject({ ok: true })
  })

  it('renews a hash made with older parameters', async () => {
    const passwordHash = await hash(password, { memoryCost: 8192, timeCost: 1 })
    await db.transferLogin.update({ where: { id: login.id }, data: { passwordHash } })
    expect(await byPassword(login.sftpUserName, password)).toMatchObject({ ok: true })
    expect((await db.transferLogin.findFirstOrThrow()).passwordHash).toContain('m=19456,t=2')
    expect(await byPassword(login.sftpUserName, password)).toMatchObject({ ok: true })
  })
})
