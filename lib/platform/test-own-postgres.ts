// For tests only: a PostgreSQL of one test file's own, which may be stopped in the middle of anything. It is reached
// through a proxy, so that its address stays the same when it is started again.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startEmbeddedPostgres } from './embedded-postgres'
import { migrate } from './migrate'
import { startProxy, type TestProxy } from './test-proxy'

const PAUSE_MS = 20

export type OwnPostgres = {
  /** Through the proxy. */
  readonly url: string
  readonly proxy: TestProxy
  /** Ends the server as a power cut would: nothing is flushed, every connection is gone. */
  stopImmediately(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its files. */
  remove(): Promise<void>
}

/** Starts a migrated server, and makes it the one this process and its children use. Before anything reads the environment. */
export async function useOwnPostgres(parent = tmpdir()): Promise<OwnPostgres> {
  const folder = mkdtempSync(path.join(parent, 'rollcall-own-'))
  chmodSync(folder, 0o755) // PostgreSQL may run as another user than the tests
  const proxy = await startProxy()
  let running = await startEmbeddedPostgres(folder)
  const retarget = () => (proxy.target = Number(new URL(running.url).port))
  retarget()
  await migrate(running.url)
  const url = new URL(running.url)
  url.port = String(proxy.port)
  process.env.DATABASE_URL = url.href

  const processFile = path.join(folder, 'postgres', 'postmaster.pid')
  return {
    url: url.href,
    proxy,
    async stopImmediately() {
      const pid = Number(readFileSync(processFile, 'utf8').split('\n')[0])
      process.kill(pid, 'SIGQUIT')
      while (lives(pid)) await setTimeout(PAUSE_MS)
    },
    async start() {
      running = await startEmbeddedPostgres(folder)
      retarget()
    },
    async remove() {
      if (existsSync(processFile)) await running.stop()
      await proxy.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
