// Which algorithms a client may come with, and what it is told if none of its own are taken.
import ssh2, { type Algorithms, type ConnectConfig } from 'ssh2'
import { afterEach, describe, expect, it } from 'vitest'
import { connectClient, eventually } from '../test-clients'
import { startTestIntake, type TestIntake } from '../test-intake'
import { SessionRecord } from '../visitors/session-record'
import { algorithmsFor } from './algorithms'

let intake: TestIntake
let records: SessionRecord[]
afterEach(() => intake.stop())

const { private: rsa } = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 })
const publicKey = (() => {
  const parsed = ssh2.utils.parseKey(rsa)
  if (parsed instanceof Error) throw parsed
  return parsed.getPublicSSH()
})()

async function start(legacyAlgorithms: boolean): Promise<void> {
  records = []
  intake = await startTestIntake({
    legacyAlgorithms,
    publicKeys: [publicKey],
    recordSession: (via, address) => {
      const record = new SessionRecord(via, address, () => undefined)
      records.push(record)
      return record
    },
  })
}

const signIn = async (config: ConnectConfig): Promise<void> => void (await connectClient(intake.port, config)).end()

/** Node's OpenSSL has no RC4 any more, and ssh2 offers no such thing then. */
const onlyWithSwitch: readonly [string, Algorithms, string][] = [
  ['group14-sha1', { kex: ['diffie-hellman-group14-sha1'] }, 'key exchange'],
  ['a host key signed with SHA-1', { serverHostKey: ['ssh-rsa'] }, 'host key'],
  ['aes256-cbc', { cipher: ['aes256-cbc'] }, 'cipher'],
  ['aes128-cbc', { cipher: ['aes128-cbc'] }, 'cipher'],
  ['3des-cbc', { cipher: ['3des-cbc'] }, 'cipher'],
  ['hmac-sha1', { cipher: ['aes128-ctr'], hmac: ['hmac-sha1'] }, 'MAC'],
  ['hmac-md5', { cipher: ['aes128-ctr'], hmac: ['hmac-md5'] }, 'MAC'],
]
const never: readonly [string, Algorithms][] = [
  ['group1', { kex: ['diffie-hellman-group1-sha1'] }],
  ['group exchange', { kex: ['diffie-hellman-group-exchange-sha256', 'diffie-hellman-group-exchange-sha1'] }],
  ['group18', { kex: ['diffie-hellman-group18-sha512'] }],
  ['DSA', { serverHostKey: ['ssh-dss'] }],
  ['shortened MACs', { cipher: ['aes128-ctr'], hmac: ['hmac-md5-96', 'hmac-sha1-96'] }],
  ['compression before login', { compress: ['zlib'] }],
]

describe('without the switch for old clients', () => {
  it.each(onlyWithSwitch)(
    '%s is refused, and it is said what was offered and which switch there is',
    async (_, algorithms, part) => {
      await start(false)
      await expect(signIn({ algorithms })).rejects.toThrow()
      const offered = Object.values(algorithms).at(-1) as string[]
      await eventually(() => expect(records[0]?.stranger?.trouble).toBe('algorithms'))
      expect(records[0]?.stranger?.detail).toBe(
        `No ${part} in common. SFTP_LEGACY_ALGORITHMS=on would let it in. The client offers ${offered.join(', ')}${part === 'key exchange' ? ', ext-info-c, kex-strict-c-v00@openssh.com' : ''}`,
      )
    },
  )

  it.each(never)('%s is refused', async (_, algorithms) => {
    await start(false)
    await expect(signIn({ algorithms })).rejects.toThrow()
  })

  it('an RSA key that signs with SHA-1 is refused', async () => {
    await start(false)
    await expect(signWithSha1()).rejects.toThrow()
  })
})

describe('with the switch for old clients', () => {
  it.each(onlyWithSwitch)('%s is taken', async (_, algorithms) => {
    await start(true)
    await signIn({ algorithms })
  })

  it.each(never)('%s is refused all the same', async (_, algorithms) => {
    await start(true)
    await expect(signIn({ algorithms })).rejects.toThrow()
  })

  it('an RSA key that signs with SHA-1 is taken', async () => {
    await start(true)
    await signWithSha1()
  })

  it('says that no setting would help where none would', async () => {
    await start(true)
    await expect(signIn({ algorithms: { serverHostKey: ['ssh-dss'] } })).rejects.toThrow()
    await eventually(() => expect(records[0]?.stranger?.detail).toMatch(/It has to be updated; .* offers ssh-dss$/))
  })

  it('clients that can do better use the better', async () => {
    await start(true)
    const client = new ssh2.Client()
    const agreed = new Promise<{ kex: string; cs: { cipher: string } }>((resolve) => client.once('handshake', resolve))
    client.on('error', () => undefined).connect({ host: '127.0.0.1', port: intake.port, username: 'x', password: 'x' })
    expect(await agreed).toMatchObject({
      kex: expect.stringContaining('curve25519'),
      cs: { cipher: expect.stringContaining('gcm') },
    })
    client.destroy()
  })
})

it('every legacy algorithm comes after all modern ones', () => {
  const modern = algorithmsFor({ legacy: false })
  const legacy = algorithmsFor({ legacy: true })
  for (const list of ['kex', 'serverHostKey', 'cipher', 'hmac', 'compress'] as const)
    expect(legacy[list].slice(0, modern[list].length)).toEqual(modern[list])
})

/** ssh2's client signs with SHA-1 if it was not told what the server can do. */
async function signWithSha1(): Promise<void> {
  const client = new ssh2.Client()
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('ready', resolve).on('error', reject)
      client.connect({ host: '127.0.0.1', port: intake.port, username: 'sis_admin_springfield_tx', privateKey: rsa })
      const handlers = (client as unknown as { _protocol: { _handlers: Record<string, unknown> } })._protocol._handlers
      delete handlers.EXT_INFO
    })
  } finally {
    client.destroy()
  }
}
