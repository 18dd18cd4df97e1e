// The old SCP protocol against the real server: with OpenSSH's and PuTTY's clients in clients.test.ts, and here with what no
// well-behaved client does.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Client, ClientChannel } from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectClient, eventually, noOpenSsh, openSsh } from '../test-clients'
import { startTestIntake, type TestIntake, type TestIntakeOptions } from '../test-intake'

let intake: TestIntake
let folder: string
const open: Client[] = []
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-scp-'))
})
afterEach(async () => {
  for (const client of open.splice(0)) client.destroy()
  await intake.stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A channel that says what it is told to, and what came back. */
async function scp(command: string, options: TestIntakeOptions = {}) {
  intake = await startTestIntake(options)
  const client = await connectClient(intake.port)
  open.push(client)
  let said = ''
  let status: number | undefined
  const channel = await new Promise<ClientChannel>((resolve, reject) =>
    client.exec(command, (error, opened) => {
      if (error) return reject(error)
      // Here and not later: all may come at once.
      opened.on('data', (bytes: Buffer) => (said += bytes.toString()))
      opened.on('exit', (code: number) => (status = code))
      resolve(opened)
    }),
  )
  const heard = (text: string) => eventually(() => expect(said).toBe(text))
  return {
    client,
    channel,
    heard,
    said: () => said,
    exits: (code: number) => eventually(() => expect(status).toBe(code)),
  }
}

describe('SCP', () => {
  it('takes several files of one session, of which one is too large, and says so', async () => {
    const { channel, heard, exits } = await scp('scp -t .', { uploadBytesMax: 10 })
    await heard('\0')
    channel.write('T1700000000 0 1700000000 0\n')
    await heard('\0\0')
    channel.write('C0644 3 a.csv\n')
    await heard('\0\0\0')
    channel.write('abc\0')
    await heard('\0\0\0\0')
    channel.write('C0644 11 b.csv\n')
    const tooLarge = '\x01scp: b.csv: The file is larger than this server takes\n'
    await heard(`\0\0\0\0${tooLarge}`)
    channel.write('C0644 0 c.csv\n\0')
    await heard(`\0\0\0\0${tooLarge}\0\0`)
    channel.end()
    await exits(1)
    expect(intake.sink.arrivals.map(({ fileName, bytes }) => [fileName, bytes.toString()])).toEqual([
      ['a.csv', 'abc'],
      ['c.csv', ''],
    ])
  })

  it.each([
    [
      'the client says that it could not read its file',
      'abc\x01scp: input error\n',
      '\0\0\x01scp: a.csv: The file is not complete',
    ],
    ['fewer bytes come than were promised', 'ab', '\0\0\x01scp: a.csv: The file is not complete'],
  ])('delivers nothing when %s', async (_, sent, answer) => {
    const { channel, heard, said, exits } = await scp('scp -t .')
    channel.write('C0644 3 a.csv\n')
    await heard('\0\0')
    channel.end(sent)
    await exits(1)
    expect(said().startsWith(answer)).toBe(true)
    expect(intake.sink.arrivals).toEqual([])
  })

  it('keeps what came of a file when the client is gone, and delivers nothing', async () => {
    const { client, channel, heard } = await scp('scp -t users.csv')
    channel.write('C0644 200000 whatever\n')
    await heard('\0\0')
    channel.write(randomBytes(100_000))
    await eventually(async () => {
      const opened = await intake.inboxes.openFiles(ownerOf(intake))
      const answer = await opened.files.stat('users.csv')
      opened.release()
      expect(answer).toMatchObject({ file: { size: 100_000 } })
    })
    client.destroy()
    await eventually(() => expect(intake.server.connectionCount()).toBe(0))
    const opened = await intake.inboxes.openFiles(ownerOf(intake))
    const kept = await opened.files.stat('users.csv')
    opened.release()
    expect(kept).toMatchObject({ file: { delivered: false } })
    expect(kept.ok && kept.file.size).toBeGreaterThan(90_000)
    expect(intake.sink.arrivals).toEqual([])
  })

  it.each([
    ['D0755 0 folder\n', '\x01scp: The inbox has no folders; send the files by themselves, without -r\n'],
    ['C0644 3 a/b.csv\n', '\x01scp: a/b.csv: This file name cannot be used here\n'],
    ['C0644 3 ..\n', '\x01scp: ..: This file name cannot be used here\n'],
    ['C0644 x a.csv\n', '\x01scp: This was not understood\n'],
    ['C0644 -3 a.csv\n', '\x01scp: This was not understood\n'],
    ['hello\n', '\x01scp: This was not understood\n'],
    [`C0644 3 ${'n'.repeat(2000)}\n`, '\x01scp: This was not understood\n'],
  ])('refuses %j', async (line, answer) => {
    const { channel, heard, exits } = await scp('scp -r -t .')
    await heard('\0')
    channel.write(line)
    await heard(`\0${answer}`)
    channel.end()
    await exits(1)
    expect(intake.sink.arrivals).toEqual([])
  })

  it.each([
    ['scp -t folder/users.csv', '\x01scp: The inbox has no folders; put files at the top\n'],
    ['scp -d -t users.csv', '\x01scp: There is no such folder; the inbox is the only one\n'],
    ['scp -t ../../etc/passwd', '\x01scp: This file name cannot be used here\n'],
  ])('ends %s with a sentence', async (command, answer) => {
    const { heard, exits } = await scp(command)
    await heard(answer)
    await exits(1)
  })

  it('says that a file was not accepted', async () => {
    const { channel, heard, exits } = await scp('scp -t users.csv')
    intake.sink.answerWith(() => 422)
    channel.write('C0644 3 users.csv\nabc\0')
    await heard('\0\0\x01scp: users.csv: The file was refused\n')
    channel.end()
    await exits(1)
  })

  it.skipIf(noOpenSsh)('gives nothing to a client that fetches, and says why', async () => {
    intake = await startTestIntake()
    writeFileSync(path.join(folder, 'users.csv'), 'content')
    const client = openSsh(folder, intake.port)
    expect(await client.scp('-O', 'users.csv', '@:')).toMatchObject({ code: 0 })
    const { code, output } = await client.scp('-O', '@:users.csv', 'copy.csv')
    expect(code).not.toBe(0)
    expect(output).toContain('users.csv: The inbox can be written, not read')
    expect((await client.scp('-O', '@:other.csv', 'copy.csv')).output).toContain('other.csv: No such file')
  })

  it.skipIf(noOpenSsh)('refuses a folder kindly', async () => {
    intake = await startTestIntake()
    const { code, output } = await openSsh(folder, intake.port).scp('-O', '-r', folder, '@:')
    expect(code).not.toBe(0)
    expect(output).toContain('The inbox has no folders; send the files by themselves, without -r')
    expect(intake.sink.arrivals).toEqual([])
  })
})

const ownerOf = ({ transferLoginId }: TestIntake) =>
  ({ transferLoginId, userName: 'sis', via: 'sftp', clientAddress: '127.0.0.1' }) as const
