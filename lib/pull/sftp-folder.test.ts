// Reading a large file from OpenSSH's own server holds a few of its blocks at a time, however long it takes.
import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, it } from 'vitest'
import { env } from '@/lib/platform/env'
import { openSftp } from './open-sftp'
import type { Arrival } from './remote-folder'
import { makeKeyPair } from './secret'
import type { ServerIdentity } from './server-identity'
import { hasSshd, makeHostKey, startSshd } from './test-servers'

const FILE_BYTES = 96 * 1024 * 1024
const HELD_BYTES_MAX = 16 * 1024 * 1024

const hostKey = makeHostKey()
afterAll(() => rmSync(path.dirname(hostKey), { recursive: true }))

function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().arrayBuffers
}

it.skipIf(!hasSshd)('a large file is not held in memory', async () => {
  Object.assign(env(), { pullPrivateAddresses: 'all' })
  const { secret, publicKey } = makeKeyPair('test')
  const { port, folder, userName, stop } = await startSshd(hostKey, publicKey)
  writeFileSync(path.join(folder, 'large.csv'), '')
  truncateSync(path.join(folder, 'large.csv'), FILE_BYTES)
  let pin: ServerIdentity | null = null
  const arrival: Arrival = {
    signal: new AbortController().signal,
    connected: () => Promise.resolve(),
    identified: (identity) => {
      pin = identity
      return Promise.resolve()
    },
    signedIn: () => Promise.resolve(),
  }
  const server = { protocol: 'sftp', host: '127.0.0.1', port, userName, secret, folder } as const
  await expect(openSftp({ ...server, pin }, arrival)).rejects.toMatchObject({ reason: 'key-unknown' })
  const remote = await openSftp({ ...server, pin }, arrival)
  const before = heldBytes()
  let bytes = 0
  for await (const block of remote.read('large.csv')) bytes += block.byteLength
  const held = heldBytes() - before
  await remote.close()
  await stop()
  expect(bytes).toBe(FILE_BYTES)
  expect(held).toBeLessThan(HELD_BYTES_MAX)
})
