// What a school's job does every night, with OpenSSH's own clients against the real server.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { noOpenSsh, openSsh } from './test-clients'
import { startTestIntake, type TestIntake, testLogin } from './test-intake'

if (noOpenSsh) console.warn(`skipped: ${noOpenSsh}`)

describe.skipIf(noOpenSsh)('OpenSSH', () => {
  let intake: TestIntake
  let folder: string
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(folder, name), content)
    return name
  }
  const client = (options?: Parameters<typeof openSsh>[2]) => openSsh(folder, intake.port, options)

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rollcall-openssh-'))
  })
  afterEach(() => intake.stop())
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('delivers a file that was put, and says so only when it was accepted', async () => {
    intake = await startTestIntake()
    file('users.csv', 'id,name\n1,Ann\n')
    const { code, output } = await client().sftp('put users.csv')
    expect(output).not.toContain('rror')
    expect(code).toBe(0)
    const [arrival] = intake.sink.arrivals
    expect(arrival).toMatchObject({
      fileName: 'users.csv',
      path: '/users.csv',
      via: 'sftp',
      size: 14,
      userName: testLogin.userName,
      clientAddress: '127.0.0.1',
    })
    expect(arrival?.bytes.toString()).toBe('id,name\n1,Ann\n')
  })

  it('keeps the bytes of a large file as they are, with times and modes', async () => {
    intake = await startTestIntake()
    const content = randomBytes(9_000_001)
    file('large.csv', content)
    expect((await client().sftp('put -fp large.csv')).code).toBe(0)
    expect(intake.sink.arrivals[0]?.bytes.equals(content)).toBe(true)
  })

  it('shows what was delivered with its size, also after a new sign-in', async () => {
    intake = await startTestIntake()
    file('users.csv', 'x'.repeat(1234))
    await client().sftp('put users.csv')
    const { output } = await client().sftp('ls -l', 'ls', 'cd ..', 'pwd')
    expect(output).toMatch(/1234 .*users\.csv/)
  })

  it('tells the free space', async () => {
    intake = await startTestIntake()
    expect((await client().sftp('df')).output).toMatch(/Size/)
  })

  it('delivers at the rename of a temporary name, again on the second night', async () => {
    intake = await startTestIntake()
    for (const night of ['first', 'second']) {
      file('users.csv', `${night} night\n`)
      const { code } = await client().sftp('put users.csv users.csv.part', 'rename users.csv.part users.csv')
      expect(code).toBe(0)
    }
    expect(intake.sink.arrivals.map((arrival) => [arrival.fileName, arrival.bytes.toString()])).toEqual([
      ['users.csv', 'first night\n'],
      ['users.csv', 'second night\n'],
    ])
  })

  it('takes the same name again, each time as a delivery of its own', async () => {
    intake = await startTestIntake()
    file('users.csv', 'same\n')
    for (let night = 0; night < 2; night += 1) expect((await client().sftp('put users.csv')).code).toBe(0)
    expect(new Set(intake.sink.arrivals.map((arrival) => arrival.eventId)).size).toBe(2)
  })

  it('replaces a long file with a short one through scp, without the old tail', async () => {
    intake = await startTestIntake()
    file('long.csv', 'l'.repeat(300_000))
    file('short.csv', 's'.repeat(100))
    expect(await client().scp('long.csv', '@:users.csv.part')).toMatchObject({ code: 0 })
    expect(await client().scp('-p', 'short.csv', '@:users.csv.part')).toMatchObject({ code: 0 })
    expect((await client().sftp('rename users.csv.part users.csv')).code).toBe(0)
    expect(intake.sink.arrivals[0]?.bytes.toString()).toBe('s'.repeat(100))
  })

  it('delivers several files of one session', async () => {
    intake = await startTestIntake()
    const names = ['a.csv', 'b.csv', 'c.csv'].map((name) => file(name, name))
    expect((await client().sftp(...names.map((name) => `put ${name}`))).code).toBe(0)
    expect(intake.sink.names()).toEqual(names)
  })

  it('delivers an empty file, to be rejected by name later', async () => {
    intake = await startTestIntake()
    file('empty.csv', '')
    expect((await client().sftp('put empty.csv')).code).toBe(0)
    expect(intake.sink.arrivals[0]).toMatchObject({ fileName: 'empty.csv', size: 0 })
  })

  it('lets a client remove and look at what it delivered, without touching the delivery', async () => {
    intake = await startTestIntake()
    file('users.csv', 'content')
    const { code } = await client().sftp('put users.csv', 'chmod 600 users.csv', 'ls -l users.csv', 'rm users.csv')
    expect(code).toBe(0)
    expect(intake.sink.arrivals[0]?.bytes.toString()).toBe('content')
    expect((await client().sftp('ls users.csv')).output).toContain('not found')
  })

  it('gives nothing to read, no folder and no link', async () => {
    intake = await startTestIntake()
    file('users.csv', 'content')
    await client().sftp('put users.csv')
    for (const line of ['get users.csv copy', 'mkdir x', 'symlink users.csv other', 'put users.csv sub/users.csv']) {
      expect((await client().sftp(line)).code, line).not.toBe(0)
    }
  })

  it('refuses shell, commands, forwarding and other subsystems', async () => {
    intake = await startTestIntake()
    file('users.csv', 'content')
    for (const args of [['id'], [], ['-s', 'netconf'], ['-W', '127.0.0.1:1']]) {
      const { code, output } = await client().ssh(
        ...args.filter((arg) => arg !== 'id'),
        ...args.filter((arg) => arg === 'id'),
      )
      expect(code, args.join(' ')).not.toBe(0)
      expect(output).not.toMatch(/uid=/)
    }
    expect((await client().ssh('-o', 'ExitOnForwardFailure=yes', '-R', '0:127.0.0.1:1', '-N')).code).not.toBe(0)
    expect(intake.sink.arrivals).toEqual([])
  })

  it('refuses a wrong password', async () => {
    intake = await startTestIntake()
    const { code, output } = await client({ password: 'wrong' }).sftp('ls')
    expect(code).not.toBe(0)
    expect(output).toContain('Permission denied')
  })

  it('goes on after key exchanges in the middle of an upload', async () => {
    intake = await startTestIntake({ limits: { rekeyBytes: 700_000 } })
    const content = randomBytes(6_000_000)
    file('large.csv', content)
    const rekeying = client({ extra: ['-o', 'PubkeyAuthentication=no', '-o', 'RekeyLimit=512K'] })
    expect((await rekeying.sftp('put large.csv')).code).toBe(0)
    expect(intake.sink.arrivals[0]?.bytes.equals(content)).toBe(true)
    expect((await client().sftp('put large.csv')).code).toBe(0)
    expect(intake.sink.arrivals[1]?.bytes.equals(content)).toBe(true)
  })

  it.each(['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes128-ctr'])(
    'works with the cipher %s',
    async (cipher) => {
      intake = await startTestIntake()
      const content = randomBytes(500_000)
      file('large.csv', content)
      const { code } = await client({ extra: ['-o', 'PubkeyAuthentication=no', '-c', cipher] }).sftp('put large.csv')
      expect(code).toBe(0)
      expect(intake.sink.arrivals[0]?.bytes.equals(content)).toBe(true)
    },
  )

  it('says in the exit code that the delivery was not accepted, and takes the repeat as the same upload', async () => {
    intake = await startTestIntake()
    file('users.csv', 'content')
    intake.sink.answerWith(() => 503)
    expect((await client().sftp('put users.csv')).code).not.toBe(0)
    expect(intake.inboxes.waitingCount).toBe(1)
    intake.sink.answerWith(() => 202)
    expect((await client().sftp('put users.csv')).code).toBe(0)
    expect(intake.sink.names()).toEqual(['users.csv'])
    expect(intake.inboxes.waitingCount).toBe(0)
    expect(readFileSync(path.join(folder, 'users.csv'), 'utf8')).toBe('content')
  })
})
