// Intake and worker as they run in production: built, and with nothing of the tools that built them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtCommand, builtEnvironment } from './processes'
import { buildProcesses } from './set-up.mjs'

beforeAll(() => buildProcesses())

function start(name: 'intake' | 'worker', variables: Record<string, string>) {
  const environment = { ...builtEnvironment(name), LOG_LEVEL: 'info', ...variables }
  const child = spawn(process.execPath, builtCommand(name), { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const says = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      const look = (text: Buffer) => {
        output += text.toString()
        if (output.includes(wanted)) resolve()
      }
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look)
      child.once('close', () => reject(new Error(`it ended: ${output}`)))
    })
  return { child, says, ended: once(child, 'close') as Promise<[number | null]>, output: () => output }
}

describe('the built processes', () => {
  it('a worker takes tasks, and ends in order', async () => {
    const { child, says, ended } = start('worker', {})
    await says('the worker takes tasks')
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  })

  it('an intake says in one sentence what it cannot start with', async () => {
    const { says, ended, output } = start('intake', { SFTP_PORT: '70000' })
    await says('SFTP_PORT is not usable')
    expect((await ended)[0]).toBe(1)
    expect(output().trim().split('\n')).toHaveLength(1)
  })

  it('a trace names the sources', async () => {
    const { says } = start('worker', { SFTP_PORT: '70000' })
    await says('lib/platform/env.ts:')
  })
})
