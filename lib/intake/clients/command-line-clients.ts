// For tests only: lftp, curl and PuTTY's clients.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { missingProgram, type Place, runClient, type TestClient } from './test-client'
import { sshFlags } from './openssh-clients'

const FTPS_SCHEMES = { explicit: 'ftp', implicit: 'ftps' } as const
type Way = 'sftp' | keyof typeof FTPS_SCHEMES

const portOf = ({ sftpPort, explicitPort, implicitPort }: Place, way: Way): number =>
  ({ sftp: sftpPort, explicit: explicitPort, implicit: implicitPort })[way]

function lftp(way: Way): TestClient['abilities'] {
  const run = (place: Place, ...commands: string[]) => {
    const { folder, userName, password, certificateFile, keyFile } = place
    const connect = sshFlags(place).flags.join(' ')
    const settings = [
      ...[
        `set ssl:ca-file ${certificateFile}`,
        'set ftp:ssl-force true',
        'set net:max-retries 1',
        'set net:timeout 10',
      ],
      ...['set cmd:fail-exit true', 'set sftp:auto-confirm yes', `set sftp:connect-program "ssh -a -x ${connect}"`],
    ]
    const scheme = way === 'sftp' ? 'sftp' : FTPS_SCHEMES[way]
    const open = `open -p ${portOf(place, way)} -u ${userName},"${keyFile ? '' : password}" ${scheme}://${place.host}`
    return runClient('lftp', ['--norc', '-c', [...settings, open, ...commands].join('; ')], { folder })
  }
  return {
    put: (place, file, name) => run(place, `put "${file}" -o "${name}"`),
    // Times are set after every upload.
    preserve: (place, file) => run(place, `put ${file}`, ...(way === 'sftp' ? [`chmod 600 ${file}`] : [])),
    resume: (place, file) => run(place, `put -c ${file}`),
    rename: (place, from, to) => run(place, `mv ${from} ${to}`),
    list: (place) => run(place, 'cls -1'),
    stat: (place, name) => run(place, `cls -s --block-size=1 ${name}`),
    get: (place, name) => run(place, `get ${name} -o copy`),
    remove: (place, name) => run(place, `rm ${name}`),
    makeFolder: (place, name) => run(place, `mkdir ${name}`),
  }
}

function curl(way: Way): TestClient['abilities'] {
  const run = (place: Place, name: string, ...args: string[]) => {
    const { folder, userName, password, certificateFile, keyFile, compress } = place
    const scheme = way === 'sftp' ? 'sftp' : FTPS_SCHEMES[way]
    const url = `${scheme}://${place.host}:${portOf(place, way)}/${encodeURIComponent(name)}`
    const login = keyFile
      ? ['--user', `${userName}:`, '--key', keyFile, '--pubkey', `${keyFile}.pub`]
      : ['--user', `${userName}:${password}`]
    const security = way === 'sftp' ? ['--insecure'] : ['--ssl-reqd', '--cacert', certificateFile]
    const more = compress ? ['--compressed-ssh'] : []
    return runClient('curl', ['-sS', '--ipv4', ...login, ...security, ...more, ...args, url], { folder })
  }
  const isSftp = way === 'sftp'
  const quote = (sftp: string, ...ftp: string[]) => (isSftp ? [sftp] : ftp).flatMap((line) => ['-Q', line])
  const list = (place: Place, ...args: string[]) => run(place, '', '--list-only', ...args)
  return {
    put: (place, file, name) => run(place, name, '-T', file),
    ...(isSftp
      ? { preserve: (place, file) => run(place, file, '-T', file, '-Q', `-chmod 600 /${file}`) }
      : { preserve: (place, file) => run(place, file, '-T', file, '-Q', `-MFMT 20260101000000 ${file}`) }),
    resume: (place, file) => run(place, file, '-T', file, '-C', '-'),
    append: (place, file, name) => run(place, name, '-T', file, '--append'),
    rename: (place, from, to) => list(place, ...quote(`rename /${from} /${to}`, `RNFR ${from}`, `RNTO ${to}`)),
    list: (place) => list(place),
    ...(isSftp
      ? { space: (place) => list(place, '-Q', 'statvfs /') }
      : { stat: (place, name) => run(place, name, '-I') }),
    get: (place, name) => run(place, name, '-o', 'copy'),
    remove: (place, name) => list(place, ...quote(`rm /${name}`, `DELE ${name}`)),
    makeFolder: (place, name) => list(place, ...quote(`mkdir /${name}`, `MKD ${name}`)),
  }
}

/** PuTTY's own form of the key, and the flags both of its clients take. */
async function puttyFlags({ folder, sftpPort, userName, password, keyFile, fingerprints, compress }: Place) {
  const key = path.join(folder, 'key.ppk')
  if (keyFile) await runClient('puttygen', [keyFile, '-O', 'private', '-o', key], { folder })
  return [
    ...['-batch', '-P', String(sftpPort), '-l', userName, ...(keyFile ? ['-i', key] : ['-pw', password])],
    ...fingerprints.flatMap((fingerprint) => ['-hostkey', fingerprint]),
    ...(compress ? ['-C'] : []),
  ]
}

async function psftp(place: Place, ...lines: string[]): Promise<string> {
  const script = path.join(place.folder, 'psftp-script')
  writeFileSync(script, `${lines.join('\n')}\n`)
  return runClient('psftp', [...(await puttyFlags(place)), '-b', script, place.host], { folder: place.folder })
}

const psftpAbilities: TestClient['abilities'] = {
  put: (place, file, name) => psftp(place, `put "${file}" "${name}"`),
  preserve: (place, file) => psftp(place, `put ${file}`, `chmod 600 ${file}`),
  resume: (place, file) => psftp(place, `reput ${file}`),
  rename: (place, from, to) => psftp(place, `mv ${from} ${to}`),
  list: async (place) => namesOf(await psftp(place, 'ls')),
  stat: (place) => psftp(place, 'ls'),
  get: (place, name) => psftp(place, `get ${name} copy`),
  remove: (place, name) => psftp(place, `rm ${name}`),
  makeFolder: (place, name) => psftp(place, `mkdir ${name}`),
}

function pscp(way: '-sftp' | '-scp'): TestClient['abilities'] {
  const run = async (place: Place, ...args: string[]) =>
    runClient('pscp', [way, ...(await puttyFlags(place)), ...args], { folder: place.folder })
  const at = ({ host }: Place, name: string) => `${host}:${name}`
  return {
    put: (place, file, name) => run(place, file, at(place, name)),
    preserve: (place, file) => run(place, '-p', file, at(place, file)),
    ...(way === '-sftp'
      ? {
          list: async (place) => namesOf(await run(place, '-ls', at(place, '.'))),
          stat: (place) => run(place, '-ls', at(place, '.')),
        }
      : {}),
    get: (place, name) => run(place, at(place, name), 'copy'),
  }
}

/** Of a listing in the style of ls -l. */
function namesOf(listing: string): string {
  const names = [...listing.matchAll(/^[-d]\S+ +\S+ +\S+ +\S+ +\d+ +\S+ +\S+ +\S+ (.+)$/gm)].map(([, name]) => name)
  return names.filter((name) => name !== '.' && name !== '..').join('\n')
}

const curlIsMissing = missingProgram('curl', '--version')
const lftpIsMissing = missingProgram('lftp', '--version')
const puttyIsMissing = missingProgram('psftp', '-V') ?? missingProgram('puttygen', '-V')
const ALL_KEYS = ['ed25519', 'ecdsa', 'rsa'] as const

export const commandLineClients: readonly TestClient[] = [
  { name: 'lftp sftp', door: 'SFTP', missing: lftpIsMissing, abilities: lftp('sftp'), keys: ALL_KEYS },
  { name: 'lftp ftp, AUTH TLS', door: 'FTPS', missing: lftpIsMissing, abilities: lftp('explicit'), keys: [] },
  { name: 'lftp ftps', door: 'FTPS', missing: lftpIsMissing, abilities: lftp('implicit'), keys: [] },
  {
    ...{ name: 'curl sftp', door: 'SFTP', missing: curlIsMissing, abilities: curl('sftp') },
    ...{ keys: ['ed25519', 'ecdsa'], canCompress: true, isDeafAtTheEnd: true },
  },
  { name: 'curl ftp, AUTH TLS', door: 'FTPS', missing: curlIsMissing, abilities: curl('explicit'), keys: [] },
  { name: 'curl ftps', door: 'FTPS', missing: curlIsMissing, abilities: curl('implicit'), keys: [] },
  {
    ...{ name: 'PuTTY psftp', door: 'SFTP', missing: puttyIsMissing, abilities: psftpAbilities },
    ...{ keys: ALL_KEYS, canCompress: true },
  },
  {
    ...{ name: 'PuTTY pscp', door: 'SFTP', missing: puttyIsMissing, abilities: pscp('-sftp') },
    ...{ keys: ALL_KEYS, canCompress: true, isDeafAtTheEnd: true },
  },
  {
    ...{ name: 'PuTTY pscp -scp', door: 'SCP', missing: puttyIsMissing, abilities: pscp('-scp') },
    ...{ keys: ALL_KEYS, canCompress: true },
  },
]
