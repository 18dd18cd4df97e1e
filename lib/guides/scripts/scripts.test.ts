// The scripts of the guides, as the page hands them out, run by the shells and clients of this machine against the real
// doors: each delivers the file under its exact name, and tells when it did not.
import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import ssh2 from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestFtps, type TestFtps } from '@/lib/intake/test-ftps'
import { testLogin } from '@/lib/intake/test-intake'
import { keepSelfMadeCertificate, publicCertificate } from '@/lib/platform/certificate'
import { CERTIFICATE_FILE } from '../connection'
import { sayIn } from '../marked'
import { handCommands, PASSWORD_COMMANDS } from '../scripted-steps'
import type { Protocol, System } from '../systems'
import { thisServer, type Server } from '../this-server'
import type { ScriptFacts } from './script'
import { scriptsFor } from './scripts-for'

const has = (program: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const awkwardNames = ['Users.csv', "O'Brien & co.csv", '$HOME `id` "x".csv', '-n [1]* ; año.csv', '~#%41!.csv']
const keys = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })

let folder: string
let door: TestFtps

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-scripts-'))
  const parsed = ssh2.utils.parseKey(keys.private)
  if (parsed instanceof Error) throw parsed
  door = await startTestFtps({ intake: { publicKeys: [parsed.getPublicSSH()] } })
  writeFileSync(path.join(folder, 'key'), keys.private, { mode: 0o600 })
  writeFileSync(path.join(folder, 'password'), `${testLogin.password}\n`, { mode: 0o600 })
})
afterEach(() => {
  door.sink.arrivals.length = 0
  door.sink.answerWith(() => 202)
})
afterAll(async () => {
  await door.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** This installation, where the test put it. */
function server(changes: Partial<Server> = {}): Server {
  const { explicitPort, implicitPort } = door.server
  const certificate = publicCertificate() ?? null
  const ftps = { explicitPort, implicitPort, passivePorts: { first: 1, last: 2 }, certificate }
  return { ...thisServer(), host: 'localhost', sftpPort: door.sftpPort, ftps, ...changes }
}

function facts(protocol: Protocol, fileName: string, changes?: Partial<Server>): ScriptFacts {
  const userName = protocol === 'ftps' ? 'sis.admin.springfield.tx' : testLogin.userName
  return { server: server(changes), protocol, userName, fileName, say: sayIn('es-MX') }
}

/** Saves the script under its name and runs it, as cron would. */
async function run(system: System, given: ScriptFacts, content = 'id,name\n1,Ann\n') {
  const [script] = scriptsFor(system, given, ',')
  if (!script) throw new Error(`no script for ${system}`)
  const program = path.join(folder, script.fileName)
  writeFileSync(program, script.text)
  chmodSync(program, 0o755)
  const source = path.join(folder, 'export of tonight.csv')
  writeFileSync(source, content)
  const environment = {
    ...{ PATH: process.env.PATH, HOME: folder, TMPDIR: folder, NODE_ENV: 'test' as const },
    ...{ ROLLCALL_RETRY_SECONDS: '0' },
    ...{ ROLLCALL_PASSWORD_FILE: path.join(folder, 'password'), ROLLCALL_KEY: path.join(folder, 'key') },
  }
  return promisify(execFile)(program, [source], { env: environment, cwd: '/', timeout: 25_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      output: error.stdout + error.stderr,
    }),
  )
}

const ways: [System, Protocol, string][] = [
  ['openssh', 'sftp', 'sftp'],
  ['lftp', 'sftp', 'lftp'],
  ['lftp', 'ftps', 'lftp'],
  ['curl', 'sftp', 'curl'],
  ['curl', 'ftps', 'curl'],
]

for (const [system, protocol, program] of ways) {
  describe.skipIf(!has(program))(`the script for ${system} over ${protocol}`, () => {
    it('delivers the file, under the name of the template whatever it is called here', async () => {
      for (const name of awkwardNames) {
        expect(await run(system, facts(protocol, name), `${name}\n`)).toMatchObject({ code: 0 })
      }
      expect(door.sink.names()).toEqual(awkwardNames)
      expect(door.sink.arrivals.map(({ bytes }) => bytes.toString())).toEqual(awkwardNames.map((name) => `${name}\n`))
      expect(door.sink.arrivals.every(({ via }) => via === protocol)).toBe(true)
    })

    it('fails where the file was not taken', async () => {
      door.sink.answerWith(() => 422)
      expect((await run(system, facts(protocol, 'Users.csv'), 'refused\n')).code).not.toBe(0)
      expect(door.sink.arrivals).toEqual([])
    })

    it('tries again where the server has no time for it', async () => {
      let asked = 0
      door.sink.answerWith(() => (++asked < 3 ? 503 : 202))
      expect(await run(system, facts(protocol, 'Users.csv'), `again, ${system} ${protocol}\n`)).toMatchObject({
        code: 0,
      })
      expect(door.sink.names()).toEqual(['Users.csv'])
    })

    it('sends nothing to a server that is another one', async () => {
      const other = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).public.split(' ').slice(0, 2).join(' ')
      const strange = server()
      const hostKeys = strange.hostKeys.map((key) => ({ ...key, publicKey: other }))
      const { certificateFile } = keepSelfMadeCertificate(path.join(folder, 'other'), 'localhost')
      const pem = readFileSync(certificateFile, 'utf8')
      const ftps = strange.ftps && { ...strange.ftps, certificate: { sha256: '', pem, isSelfSigned: true } }
      expect((await run(system, facts(protocol, 'Users.csv', { hostKeys, ftps }))).code).not.toBe(0)
      expect(door.sink.arrivals).toEqual([])
    })

    it('says so where there is no file, and leaves nothing behind', async () => {
      const { code, output } = await run(system, facts(protocol, 'Users.csv'), '')
      expect(code).toBe(66)
      expect(output).toContain('el archivo no existe o está vacío')
    })
  })
}

it('the password goes into a file of its owner, and shows nowhere', () => {
  mkdirSync(path.join(folder, 'home'))
  const line = PASSWORD_COMMANDS.replace(/stty -?echo; /g, '')
  const output = execFileSync('sh', ['-c', line], {
    input: 'a "b" $c \\d\n',
    env: { PATH: process.env.PATH, HOME: path.join(folder, 'home'), NODE_ENV: 'test' },
  })
  expect(output.toString()).toBe('')
  const file = path.join(folder, 'home/.rollcall/password')
  expect(readFileSync(file, 'utf8')).toBe('a "b" $c \\d\n')
  expect(execFileSync('stat', ['-c', '%a', file]).toString().trim()).toBe('600')
})

describe('the line for a person', () => {
  // What the person answers is put in for them; the line itself is run as it is printed.
  const answers = () => `
sftp() {
  SSH_ASKPASS="$PWD/askpass" SSH_ASKPASS_REQUIRE=force command sftp -F none -q -o StrictHostKeyChecking=no \\
    -o UserKnownHostsFile=/dev/null -o PubkeyAuthentication=no "$@"
}
curl() { command curl --silent "$@" --user "sis.admin.springfield.tx:${testLogin.password}"; }
`

  it.each(['sftp', 'ftps'] as const)('sends the file over %s', async (protocol) => {
    const place = mkdtempSync(path.join(folder, 'by-hand-'))
    writeFileSync(path.join(place, 'askpass'), `#!/bin/sh\necho '${testLogin.password}'\n`, { mode: 0o700 })
    writeFileSync(path.join(place, CERTIFICATE_FILE), door.ca)
    for (const name of awkwardNames) {
      writeFileSync(path.join(place, name), `by hand, ${protocol}, ${name}\n`)
      const line = handCommands(facts(protocol, name))
      expect(line).not.toContain('\n')
      await promisify(execFile)('sh', ['-c', answers() + line], { cwd: place, timeout: 25_000 })
    }
    expect(door.sink.names()).toEqual(awkwardNames)
    expect(door.sink.arrivals.map(({ bytes }) => bytes.toString())).toEqual(
      awkwardNames.map((name) => `by hand, ${protocol}, ${name}\n`),
    )
  })
})
