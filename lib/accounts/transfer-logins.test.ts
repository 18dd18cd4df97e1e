import ssh2 from 'ssh2'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { readPublicKey } from './public-key'
import { anAccount } from './test-accounts'
import {
  createTransferLogin,
  disableTransferLogin,
  enableTransferLogin,
  endedTransferLogins,
  listTransferLogins,
  transferLoginById,
  updateTransferLogin,
} from './transfer-logins'
import { endPreviousPassword, rotateTransferLogin } from './transfer-passwords'
import { readUserName } from './transfer-user-name'

let accountId: string

beforeEach(async () => {
  await emptyDatabase()
  accountId = (await anAccount()).id
})

async function aLogin(name = 'nightly') {
  const made = await createTransferLogin({ accountId, name })
  if (!made.ok) throw new Error(made.reason)
  return made
}

describe('a transfer login', () => {
  it('has one name for SFTP and one for FTPS, and a password of 28 characters that no font confuses', async () => {
    const { login, password } = await aLogin()
    expect(login).toMatchObject({
      sftpUserName: 'nightly_admin_springfield_tx',
      ftpsUserName: 'nightly.admin.springfield.tx',
    })
    expect(password).toMatch(/^[^0O1lIiL5S2Z8Buv\W_]{28}$/)
    expect(login).not.toHaveProperty('passwordHash')
  })

  it('shows its password once: no later read and no column holds it', async () => {
    const { login, password } = await aLogin()
    const seen = [
      await listTransferLogins(accountId),
      await transferLoginById(accountId, login.id),
      await db.transferLogin.findMany(),
    ]
    expect(JSON.stringify(seen)).not.toContain(password)
  })

  it.each(['Nightly', 'night_ly', 'night.ly', 'night ly', '', 'x'.repeat(41), 'ñ'])(
    'cannot be named %j',
    async (name) => {
      expect(await createTransferLogin({ accountId, name })).toEqual({ ok: false, reason: 'name' })
    },
  )

  it('has a name of its own within the account, also after it is switched off', async () => {
    const { login } = await aLogin()
    await disableTransferLogin(accountId, login.id)
    expect(await createTransferLogin({ accountId, name: 'nightly' })).toEqual({ ok: false, reason: 'exists' })
    const other = await anAccount('shelbyville')
    expect(await createTransferLogin({ accountId: other.id, name: 'nightly' })).toMatchObject({ ok: true })
  })

  it('belongs to one account: another one can neither see nor change it', async () => {
    const { login } = await aLogin()
    const other = await anAccount('shelbyville')
    expect(await transferLoginById(other.id, login.id)).toBeNull()
    expect(await rotateTransferLogin(other.id, login.id)).toBeNull()
    expect(await endPreviousPassword(other.id, login.id)).toBeNull()
    expect(await disableTransferLogin(other.id, login.id)).toBeNull()
    expect(await updateTransferLogin(other.id, login.id, { publicKeys: [] })).toBeNull()
    expect(await transferLoginById(accountId, 'no id')).toBeNull()
  })

  it('names the key or the address that cannot be taken', async () => {
    const good = ssh2.utils.generateKeyPairSync('ed25519').public
    expect(await createTransferLogin({ accountId, name: 'a', publicKeys: [good, 'x'] })).toMatchObject({
      reason: 'public-key',
      problem: 'unreadable',
      index: 1,
    })
    expect(
      await createTransferLogin({ accountId, name: 'a', allowedAddresses: ['10.0.0.0/8', '10.0.0.0/64'] }),
    ).toEqual({ ok: false, reason: 'address', index: 1 })
    expect(await listTransferLogins(accountId)).toEqual([])
  })

  it('changes keys and addresses apart from each other', async () => {
    const { login } = await aLogin()
    const key = ssh2.utils.generateKeyPairSync('ed25519').public
    await updateTransferLogin(accountId, login.id, { publicKeys: [key, key] })
    const changed = await updateTransferLogin(accountId, login.id, { allowedAddresses: [' 10.0.0.0/8 '] })
    expect(changed).toMatchObject({
      ok: true,
      login: { allowedAddresses: ['10.0.0.0/8'], publicKeys: [expect.stringMatching(/^ssh-ed25519 /)] },
    })
  })

  it('is told apart from the ones whose sessions must be cut', async () => {
    const [open, closed] = [await aLogin('open'), await aLogin('closed')]
    await disableTransferLogin(accountId, closed.login.id)
    const gone = '0190a0a0-0000-7000-8000-000000000001'
    expect(await endedTransferLogins([open.login.id, closed.login.id, gone])).toEqual([closed.login.id, gone])
    await enableTransferLogin(accountId, closed.login.id)
    expect(await endedTransferLogins([closed.login.id])).toEqual([])
  })
})

describe('a user name', () => {
  it.each([
    ['nightly_admin_springfield_tx', 'nightly_admin_springfield_tx'],
    ['nightly.admin.springfield.tx', 'nightly_admin_springfield_tx'],
    ['a-b_admin_c-d_tex', 'a-b_admin_c-d_tex'],
    ['admin_admin_admin_tx', 'admin_admin_admin_tx'],
    ['nightly_admin.springfield_tx', undefined],
    ['nightly_user_springfield_tx', undefined],
    ['nightly_admin_springfield_tx\n', undefined],
    ['night_ly_admin_springfield_tx', undefined],
    ['__proto__', undefined],
  ])('%j reads as %j', (text, canonical) => {
    expect(readUserName(text)).toBe(canonical)
  })
})

describe('a public key', () => {
  const line = (key: string) => readPublicKey(key)

  it.each([
    ['ed25519', ssh2.utils.generateKeyPairSync('ed25519')],
    ['ECDSA 256', ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })],
    ['ECDSA 521', ssh2.utils.generateKeyPairSync('ecdsa', { bits: 521 })],
    ['RSA 2048', ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 })],
  ])('of the kind %s is taken and kept as one line with its comment', (_, pair) => {
    const read = line(`  ${pair.public} nightly\tjob\r\n`)
    expect(read).toEqual({ ok: true, line: `${pair.public.trim()} nightly job` })
  })

  it('shorter than RSA 2048 is refused', () => {
    expect(line(ssh2.utils.generateKeyPairSync('rsa', { bits: 1024 }).public)).toEqual({
      ok: false,
      reason: 'too-weak',
    })
  })

  it('pasted as the private half is refused by name', () => {
    const { private: secret } = ssh2.utils.generateKeyPairSync('ed25519')
    expect(line(secret)).toEqual({ ok: false, reason: 'private' })
    expect(line('PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none')).toEqual({ ok: false, reason: 'private' })
  })

  it.each([
    '',
    'ssh-ed25519',
    'ssh-ed25519 AAAA',
    'ssh-rsa !!!!',
    '/etc/ssh/ssh_host_ed25519_key.pub',
    'x'.repeat(10_000),
    'command="ls" ssh-ed25519 AAAA',
  ])('%j is none', (text) => {
    expect(line(text)).toEqual({ ok: false, reason: 'unreadable' })
  })
})
