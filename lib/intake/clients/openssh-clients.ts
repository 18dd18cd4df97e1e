// For tests only: OpenSSH's sftp, and its scp in both ways.
import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { missingProgram, type Place, runClient, type TestClient } from './test-client'

const ALL_KEYS = ['ed25519', 'ecdsa', 'rsa'] as const

function script(folder: string, name: string, ...lines: string[]): string {
  const file = path.join(folder, name)
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'))
  chmodSync(file, 0o700)
  return file
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The flags of ssh for a place, and the environment that gives it the password. */
export function sshFlags({ folder, sftpPort, password, keyFile, compress }: Place) {
  const askPass = script(folder, 'askpass', `printf '%s\\n' ${quoted(password)}`)
  const flags = [
    ...['-F', 'none', '-o', `Port=${sftpPort}`, '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'],
    ...['-o', 'LogLevel=ERROR', '-o', 'NumberOfPasswordPrompts=1', '-o', 'IdentityAgent=none', '-o', 'BatchMode=no'],
    ...(keyFile
      ? ['-i', keyFile, '-o', 'IdentitiesOnly=yes', '-o', 'PasswordAuthentication=no']
      : ['-o', 'PubkeyAuthentication=no']),
    ...(compress ? ['-C'] : []),
  ]
  return { flags, environment: { SSH_ASKPASS: askPass, SSH_ASKPASS_REQUIRE: 'force' } }
}

function sftp(place: Place, ...lines: string[]): Promise<string> {
  const { flags, environment } = sshFlags(place)
  const batch = path.join(place.folder, 'batch')
  writeFileSync(batch, `${lines.join('\n')}\n`)
  return runClient('sftp', [...flags, '-o', 'RekeyLimit=512K', '-b', batch, `${place.userName}@${place.host}`], {
    ...{ folder: place.folder, environment },
  })
}

const sftpAbilities: TestClient['abilities'] = {
  put: (place, file, name) => sftp(place, `put "${file}" "${name}"`),
  preserve: (place, file) => sftp(place, `put -fp ${file}`, `chmod 600 ${file}`),
  resume: (place, file) => sftp(place, `reput ${file}`),
  rename: (place, from, to) => sftp(place, `rename ${from} ${to}`),
  list: (place) => sftp(place, '@ls -1'),
  stat: (place, name) => sftp(place, `ls -l ${name}`),
  space: (place) => sftp(place, 'df'),
  get: (place, name) => sftp(place, `get ${name} copy`),
  remove: (place, name) => sftp(place, `rm ${name}`),
  makeFolder: (place, name) => sftp(place, `mkdir ${name}`),
}

function scp(...more: string[]): TestClient['abilities'] {
  const run = (place: Place, ...args: string[]) => {
    const { flags, environment } = sshFlags(place)
    return runClient('scp', [...more, ...flags, ...args], { folder: place.folder, environment })
  }
  const at = ({ userName, host }: Place, name: string) => `${userName}@${host}:${name}`
  return {
    put: (place, file, name) => run(place, file, at(place, name)),
    preserve: (place, file) => run(place, '-p', file, at(place, file)),
    get: (place, name) => run(place, at(place, name), 'copy'),
  }
}

export const opensshClients: readonly TestClient[] = [
  {
    ...{ name: 'OpenSSH sftp', door: 'SFTP', missing: missingProgram('sftp', '-V') },
    ...{ abilities: sftpAbilities, keys: ALL_KEYS, canCompress: true },
  },
  {
    ...{ name: 'OpenSSH scp', door: 'SFTP', missing: missingProgram('scp', '-V') },
    ...{ abilities: scp(), keys: ALL_KEYS, canCompress: true },
  },
  {
    ...{ name: 'OpenSSH scp -O', door: 'SCP', missing: missingProgram('scp', '-V') },
    ...{ abilities: scp('-O'), keys: ALL_KEYS, canCompress: true },
  },
]
