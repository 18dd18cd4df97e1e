// What a sender's own program does with its outbox, with real clients against both doors.
import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/platform/test-database'
import { outboxOfLogin } from '@/lib/outbox-files/outbox-file'
import { testDistrict, type District } from '@/lib/runs/test-district'
import { outboxOf } from './files/outbox'
import { eventually, noOpenSsh, openSsh } from './test-clients'
import { RawClient, ftpsLogin, startTestFtps, type TestFtps } from './test-ftps'
import { testLogin } from './test-intake'
import { fileInOutbox, isFetched } from './test-outbox'

/** What a program of this machine says of itself; undefined: it is not installed. */
function versionOf(program: string): string | undefined {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8' })
  } catch {
    return undefined
  }
}
const curlVersion = versionOf('curl')
/** Not every curl speaks SFTP. */
const noCurl = { sftp: !curlVersion?.includes('sftp'), ftps: !curlVersion?.includes('ftps') }
const noLftp = versionOf('lftp') === undefined

const reply = 'users.csv.20261122T170301Z.reply.csv'
const plans = 'NavianceStudentCoursePlansReyes_2026-2027.csv'

let doors: TestFtps
let district: District
let folder: string

beforeEach(async () => {
  await emptyDatabase()
  district = await testDistrict()
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-outbox-'))
  const { transferLoginId } = district
  doors = await startTestFtps({ intake: { transferLoginId, openOutbox: outboxOf } })
})
afterEach(async () => {
  await doors.stop()
  rmSync(folder, { recursive: true, force: true })
})

const sftp = (...lines: string[]) => openSsh(folder, doors.sftpPort).sftp(...lines)
const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { cwd: folder, timeout: 20_000 })
const fetched = (name: string) => readFileSync(path.join(folder, name))

const urls = () => ({
  sftp: [`sftp://127.0.0.1:${doors.sftpPort}`, '--user', `${testLogin.userName}:${testLogin.password}`, '--insecure'],
  'ftps explicit': [
    ...[`ftp://localhost:${doors.server.explicitPort}`, '--ssl-reqd', '--cacert', doors.certificateFile, '--ipv4'],
    ...['--user', `${ftpsLogin.userName}:${ftpsLogin.password}`],
  ],
  'ftps implicit': [
    ...[`ftps://localhost:${doors.server.implicitPort}`, '--cacert', doors.certificateFile, '--ipv4'],
    ...['--user', `${ftpsLogin.userName}:${ftpsLogin.password}`],
  ],
})
const curl = (door: keyof ReturnType<typeof urls>, file: string, ...args: string[]) => {
  const [url = '', ...login] = urls()[door]
  return run('curl', ['--silent', '--show-error', ...login, ...args, `${url}/${file}`])
}
const lftp = (door: 'sftp' | 'ftps', ...commands: string[]) => {
  const settings = ['set sftp:auto-confirm true', `set ssl:ca-file ${doors.certificateFile}`, 'set net:max-retries 1']
  const [url, user] =
    door === 'sftp'
      ? [`-p ${doors.sftpPort} sftp://127.0.0.1`, testLogin.userName]
      : [`-p ${doors.server.explicitPort} ftp://localhost`, ftpsLogin.userName]
  const open = `open -u ${user},"${testLogin.password}" ${url}`
  const strict = ['set ftp:ssl-force true', 'set cmd:fail-exit true', 'set net:timeout 10']
  return run('lftp', ['--norc', '-c', [...settings, ...strict, open, ...commands].join('; ')])
}

describe.skipIf(noOpenSsh)('over SFTP, with OpenSSH', () => {
  it('a sender sees its outbox beside its files, lists it and fetches what lies in it, which is noted', async () => {
    const bytes = randomBytes(3_000_017)
    const id = await fileInOutbox(district, reply, bytes)
    const { code, output } = await sftp('ls', 'cd outbox', 'pwd', 'ls -l', `get ${reply}`)
    expect([code, output]).toEqual([0, expect.stringMatching(/outbox[\s\S]+\/outbox[\s\S]+3000017 .*reply\.csv/)])
    expect(fetched(reply).equals(bytes)).toBe(true)
    await eventually(async () => expect(await isFetched(id)).toBe(true))
  })

  it('a download that was cut is gone on with', async () => {
    const bytes = randomBytes(2_500_000)
    await fileInOutbox(district, reply, bytes)
    writeFileSync(path.join(folder, reply), bytes.subarray(0, 1_100_001))
    expect((await sftp(`reget outbox/${reply}`)).code).toBe(0)
    expect(fetched(reply).equals(bytes)).toBe(true)
  })

  it('a reply is removed by its sender, whose removal counts as fetched; what goes back to a system stays', async () => {
    const id = await fileInOutbox(district, reply, Buffer.from('a'))
    await fileInOutbox(district, plans, Buffer.from('b'), 'coursePlans')
    expect((await sftp(`rm outbox/${reply}`)).code).toBe(0)
    expect((await sftp(`rm outbox/${plans}`)).code).not.toBe(0)
    expect((await outboxOfLogin(district.transferLoginId)).map(({ name }) => name)).toEqual([plans])
    expect(await isFetched(id)).toBe(true)
  })

  it('nothing is put, renamed, made or emptied there', async () => {
    await fileInOutbox(district, reply, Buffer.from('a'))
    writeFileSync(path.join(folder, 'users.csv'), 'id\n1\n')
    for (const line of [
      'put users.csv outbox/users.csv',
      'put users.csv outbox',
      `put users.csv outbox/${reply}`,
      `rename outbox/${reply} users.csv`,
      'mkdir outbox',
      'mkdir outbox/more',
      'rmdir outbox',
    ]) {
      expect((await sftp(line)).code, line).not.toBe(0)
    }
    expect(doors.sink.arrivals).toEqual([])
    await sftp(`get outbox/${reply}`)
    expect(fetched(reply).toString()).toBe('a')
  })

  it('the files of another login are not there, whatever path is tried', async () => {
    const other = await testDistrict()
    await fileInOutbox(other, reply, Buffer.from('theirs'))
    for (const at of [`outbox/${reply}`, `../outbox/${reply}`, `/outbox/../outbox/${reply}`, `outbox//${reply}`]) {
      expect((await sftp(`get ${at}`)).code, at).not.toBe(0)
    }
    expect((await sftp('ls outbox')).output).not.toContain('reply')
    expect((await sftp(`rm outbox/${reply}`)).code).not.toBe(0)
    expect(await outboxOfLogin(other.transferLoginId)).toHaveLength(1)
  })
})

describe.each(['sftp', 'ftps explicit', 'ftps implicit'] as const)('with curl over %s', (door) => {
  it.skipIf(door === 'sftp' ? noCurl.sftp : noCurl.ftps)(
    'a file is fetched, gone on with, and refused once it is gone',
    async () => {
      const bytes = randomBytes(1_700_003)
      const id = await fileInOutbox(district, reply, bytes)
      await curl(door, `outbox/${reply}`, '-O')
      expect(fetched(reply).equals(bytes)).toBe(true)
      await eventually(async () => expect(await isFetched(id)).toBe(true))
      writeFileSync(path.join(folder, reply), bytes.subarray(0, 700_001))
      await curl(door, `outbox/${reply}`, '-O', '-C', '-')
      expect(fetched(reply).equals(bytes)).toBe(true)
      await curl(door, '', '-Q', door === 'sftp' ? `rm /outbox/${reply}` : `DELE outbox/${reply}`)
      await expect(curl(door, `outbox/${reply}`, '-O')).rejects.toThrow()
    },
  )
})

describe.skipIf(noLftp).each(['sftp', 'ftps'] as const)('with lftp over %s', (door) => {
  it('the whole outbox is mirrored, also a file without a byte', async () => {
    const files = { [reply]: randomBytes(500_000), [plans]: randomBytes(40), 'empty.csv': Buffer.alloc(0) }
    for (const [name, bytes] of Object.entries(files)) await fileInOutbox(district, name, bytes)
    await lftp(door, 'mirror outbox .')
    for (const [name, bytes] of Object.entries(files)) expect(fetched(name).equals(bytes), name).toBe(true)
  })

  it('a client that has looked into the outbox goes on with the inbox', async () => {
    writeFileSync(path.join(folder, 'users.csv'), 'id\n1\n')
    await lftp(door, 'cd outbox', 'cls', 'cd ..', 'put users.csv')
    expect(doors.sink.names()).toEqual(['users.csv'])
  })
})

describe('over FTPS, word by word', () => {
  it('names are looked for in the folder the client is in', async () => {
    await fileInOutbox(district, reply, Buffer.from('abc'))
    const client = await RawClient.signedIn(doors.server.explicitPort)
    expect(await client.say(`SIZE ${reply}`)).toMatch(/^550 /)
    expect(await client.say('CWD outbox')).toMatch(/^250 /)
    expect(await client.say('PWD')).toBe('257 "/outbox" is the outbox')
    expect(await client.say(`SIZE ${reply}`)).toBe('213 3')
    expect(await client.say(`MDTM ${reply}`)).toMatch(/^213 \d{14}$/)
    expect(await client.say(`RNFR ${reply}`)).toMatch(/^550 /)
    expect(await client.say('CWD outbox')).toMatch(/^550 /)
    expect(await client.put('users.csv', 'id\n')).toMatch(/^550 /)
    expect(await client.say('CDUP')).toMatch(/^250 /)
    expect(await client.put('users.csv', 'id\n')).toMatch(/^226 /)
    client.close()
  })

  it('no file is read over a data connection in the clear, and none of the inbox', async () => {
    await fileInOutbox(district, reply, Buffer.from('abc'))
    const client = await RawClient.connect(doors.server.explicitPort)
    await client.encrypt()
    for (const line of [`USER ${ftpsLogin.userName}`, `PASS ${ftpsLogin.password}`]) await client.say(line)
    expect(await client.say(`RETR outbox/${reply}`)).toMatch(/^521 /)
    for (const line of ['PBSZ 0', 'PROT P']) await client.say(line)
    await client.put('users.csv', 'id\n')
    expect(await client.say('RETR users.csv')).toMatch(/^550 /)
    client.close()
  })

  it('whoever goes on behind the end of a file is told', async () => {
    await fileInOutbox(district, reply, Buffer.from('abc'))
    const client = await RawClient.signedIn(doors.server.explicitPort)
    const socket = await client.openData()
    await client.say('REST 4')
    expect(await client.say(`RETR outbox/${reply}`)).toMatch(/^551 /)
    socket.destroy()
    client.close()
  })
})
