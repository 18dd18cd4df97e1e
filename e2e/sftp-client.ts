// OpenSSH's own sftp, as a district's server would run it: batch commands in, exit code out.
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Product } from './product'

const options = [
  // Before -b, which would forbid asking for a password at all.
  ...['-o', 'BatchMode=no'],
  ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'],
  ...['-o', 'PreferredAuthentications=password', '-o', 'NumberOfPasswordPrompts=1'],
]

export type SftpResult = { readonly code: number | null; readonly output: string }

/**
 * Sends one file under a name.
 * @param remoteName the exact name it shall have at Rollcall.
 */
export async function sftpPut(login: Product['sftp'], remoteName: string, content: string): Promise<SftpResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-sftp-'))
  // OpenSSH reads a password from a program only; this one prints it.
  const askPass = path.join(folder, 'ask-pass')
  writeFileSync(askPass, `#!/bin/sh\ncat '${folder}/password'\n`)
  chmodSync(askPass, 0o700)
  writeFileSync(path.join(folder, 'password'), login.password, { mode: 0o600 })
  writeFileSync(path.join(folder, 'file'), content)
  writeFileSync(path.join(folder, 'batch'), `put "${folder}/file" "${remoteName}"\n`)
  try {
    const batch = ['-b', `${folder}/batch`, `${login.userName}@127.0.0.1`]
    return await run(['-P', String(login.port), ...options, ...batch], {
      SSH_ASKPASS: askPass,
      SSH_ASKPASS_REQUIRE: 'force',
      DISPLAY: ':0',
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(args: string[], extraEnv: Record<string, string>): Promise<SftpResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('sftp', args, { env: { ...process.env, ...extraEnv }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('exit', (code) => resolve({ code, output }))
  })
}
