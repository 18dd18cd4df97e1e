// For tests only: the FTPS clients of this machine, each with the same five things to do.
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'basic-ftp'
import { ftpsLogin, type TestFtps } from './test-ftps'

export type Kind = 'explicit' | 'implicit'
export type Place = { readonly ftps: TestFtps; readonly kind: Kind; readonly folder: string }

/** Each rejects if the client itself says that it did not work. */
export type FtpsClient = {
  readonly name: string
  /** Why it cannot be tried here; undefined if it can. */
  readonly missing: string | undefined
  readonly kinds: readonly Kind[]
  /** It ends a connection it has nothing to send on before TLS has begun, whatever the server (so with ProFTPD, too). */
  readonly failsOnEmptyFiles?: boolean
  readonly put: (place: Place, file: string) => Promise<void>
  /** Goes on with an upload that was cut. */
  readonly resume: (place: Place, file: string) => Promise<void>
  /** Puts under a temporary name and renames. */
  readonly putThenRename: (place: Place, file: string) => Promise<void>
  /** @returns names */
  readonly list: (place: Place) => Promise<string[]>
  readonly signInWrongly: (place: Place) => Promise<void>
}

export const portOf = ({ ftps, kind }: Place): number =>
  kind === 'explicit' ? ftps.server.explicitPort : ftps.server.implicitPort

function missing(program: string, ...args: string[]): string | undefined {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `${program} is not installed`
  }
  return undefined
}

const run = async (program: string, args: readonly string[], { folder }: Place): Promise<string> =>
  (await promisify(execFile)(program, args, { cwd: folder, timeout: 20_000 })).stdout

const named = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '')

function curl(place: Place, target: string, ...args: string[]): Promise<string> {
  const scheme = place.kind === 'explicit' ? ['--ftp-ssl-reqd', 'ftp'] : ['--ssl-reqd', 'ftps']
  const url = `${scheme[1]}://localhost:${portOf(place)}/${target}`
  const login = ['--user', `${ftpsLogin.userName}:${ftpsLogin.password}`, '--cacert', place.ftps.certificateFile]
  return run('curl', ['--silent', '--show-error', '--ipv4', ...login, scheme[0] ?? '', ...args, url], place)
}

const curlClient: FtpsClient = {
  name: 'curl',
  missing: missing('curl', '--version'),
  kinds: ['explicit', 'implicit'],
  put: async (place, file) => void (await curl(place, '', '-T', file)),
  resume: async (place, file) => void (await curl(place, '', '-T', file, '-C', '-')),
  putThenRename: async (place, file) =>
    void (await curl(place, `${file}.part`, '-T', file, '-Q', `-RNFR ${file}.part`, '-Q', `-RNTO ${file}`)),
  list: async (place) => named(await curl(place, '', '--list-only')),
  signInWrongly: async (place) => void (await curl(place, '', '--user', `${ftpsLogin.userName}:wrong`)),
}

function lftp(place: Place, ...commands: string[]): Promise<string> {
  const scheme = place.kind === 'explicit' ? 'ftp' : 'ftps'
  const settings = [
    `set ssl:ca-file ${place.ftps.certificateFile}`,
    'set ftp:ssl-force true',
    'set net:max-retries 1',
    'set net:timeout 10',
    'set cmd:fail-exit true',
  ]
  const open = `open -p ${portOf(place)} -u ${ftpsLogin.userName},"${ftpsLogin.password}" ${scheme}://localhost`
  return run('lftp', ['--norc', '-c', [...settings, open, ...commands].join('; ')], place)
}

const lftpClient: FtpsClient = {
  name: 'lftp',
  missing: missing('lftp', '--version'),
  kinds: ['explicit', 'implicit'],
  put: async (place, file) => void (await lftp(place, `put ${file}`)),
  resume: async (place, file) => void (await lftp(place, `put -c ${file}`)),
  putThenRename: async (place, file) =>
    void (await lftp(place, `put ${file} -o ${file}.part`, `mv ${file}.part ${file}`)),
  list: async (place) => named(await lftp(place, 'cls -1')),
  signInWrongly: async (place) => void (await lftp(place, `user ${ftpsLogin.userName} wrong`, 'cls')),
}

/** Python's own library; it begins the TLS of a data connection only after the reply 150, as others do. */
const PYTHON = `
import ftplib, ssl, sys
host, port, user, password, certificate, what, file = sys.argv[1:8]
ftp = ftplib.FTP_TLS(context=ssl.create_default_context(cafile=certificate), timeout=15)
ftp.connect(host, int(port))
ftp.login(user, password)
ftp.prot_p()
if what == 'put': ftp.storbinary('STOR ' + file, open(file, 'rb'))
if what == 'rename':
    ftp.storbinary('STOR ' + file + '.part', open(file, 'rb'))
    ftp.rename(file + '.part', file)
if what == 'resume':
    source = open(file, 'rb')
    at = ftp.size(file)
    source.seek(at)
    ftp.storbinary('STOR ' + file, source, rest=at)
if what == 'list':
    assert sorted(ftp.nlst()) == sorted(name for name, facts in ftp.mlsd() if facts['type'] == 'file')
    print('\\n'.join(ftp.nlst()))
ftp.quit()
`

function python(place: Place, what: string, file = '', password = ftpsLogin.password): Promise<string> {
  const script = path.join(place.folder, 'client.py')
  writeFileSync(script, PYTHON)
  const args = ['localhost', String(portOf(place)), ftpsLogin.userName, password, place.ftps.certificateFile]
  return run('python3', [script, ...args, what, file], place)
}

const pythonClient: FtpsClient = {
  name: 'Python ftplib',
  missing: missing('python3', '--version'),
  kinds: ['explicit'],
  put: async (place, file) => void (await python(place, 'put', file)),
  resume: async (place, file) => void (await python(place, 'resume', file)),
  putThenRename: async (place, file) => void (await python(place, 'rename', file)),
  list: async (place) => named(await python(place, 'list')),
  signInWrongly: async (place) => void (await python(place, 'list', '', 'wrong')),
}

async function basicFtp<T>(place: Place, work: (client: Client) => Promise<T>, password = ftpsLogin.password) {
  const client = new Client(15_000)
  try {
    await client.access({
      ...{ host: 'localhost', port: portOf(place), user: ftpsLogin.userName, password },
      secure: place.kind === 'implicit' ? 'implicit' : true,
      secureOptions: { ca: readFileSync(place.ftps.certificateFile) },
    })
    return await work(client)
  } finally {
    client.close()
  }
}

const basicFtpClient: FtpsClient = {
  name: 'basic-ftp',
  missing: undefined,
  failsOnEmptyFiles: true,
  kinds: ['explicit', 'implicit'],
  put: (place, file) =>
    basicFtp(place, async (client) => void (await client.uploadFrom(path.join(place.folder, file), file))),
  resume: (place, file) =>
    basicFtp(place, async (client) => {
      const localStart = await client.size(file)
      await client.appendFrom(path.join(place.folder, file), file, { localStart })
    }),
  putThenRename: (place, file) =>
    basicFtp(place, async (client) => {
      await client.uploadFrom(path.join(place.folder, file), `${file}.part`)
      await client.rename(`${file}.part`, file)
    }),
  list: (place) => basicFtp(place, async (client) => (await client.list()).map(({ name }) => name)),
  signInWrongly: (place) => basicFtp(place, async () => undefined, 'wrong'),
}

export const ftpsClients: readonly FtpsClient[] = [curlClient, lftpClient, pythonClient, basicFtpClient]
