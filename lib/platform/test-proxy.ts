// For tests only: stands between Rollcall and PostgreSQL on one address that stays the same, and can spoil a commit.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What happens to the next commit that is met on a connection that wrote a certain statement. */
type Spoiling =
  /** It never reaches the server. */
  | 'withhold'
  /** The server commits; the connection is cut before the answer. */
  | 'lose-answer'
  /** The connection is cut, and the server commits when the other side knows that already. */
  | 'late'

export type TestProxy = {
  readonly port: number
  /** The server's port, which may change when it is started again. */
  target: number
  /** Spoils the next commit after a statement, of a run unless said otherwise. @returns a promise of the moment it is done. */
  spoilCommit(how: Spoiling, statement?: string): Promise<void>
  close(): Promise<void>
}

/** Every run's transaction does this last. */
const END_OF_RUN = 'delete from run_issues'
const LATE_MS = 300

/** Puts a proxy before the database of this test file. Before anything reads the environment. */
export async function useProxy(): Promise<TestProxy> {
  const proxy = await startProxy()
  const url = new URL(process.env.DATABASE_URL ?? '')
  proxy.target = Number(url.port)
  url.port = String(proxy.port)
  process.env.DATABASE_URL = url.href
  return proxy
}

export async function startProxy(): Promise<TestProxy> {
  let armed: { how: Spoiling; statement: string; done: () => void } | undefined
  const sockets = new Set<Socket>()

  const server = createServer((client) => {
    const upstream = connect(proxy.target, '127.0.0.1')
    let isMet = false
    let isLate = false
    let answer: 'forward' | 'lose' = 'forward'
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        if (!isLate) other.destroy()
      })
    }
    client.on('data', (bytes) => {
      if (bytes.includes(armed?.statement ?? END_OF_RUN)) isMet = true
      const isCommit = isMet && bytes.includes('COMMIT')
      // The connection is used again for other transactions.
      if (isCommit) isMet = false
      const spoiling = isCommit ? armed : undefined
      if (spoiling) armed = undefined
      if (spoiling?.how === 'withhold') return spoiling.done()
      if (spoiling?.how === 'late') {
        isLate = true
        client.destroy()
        upstream.once('data', () => {
          upstream.destroy()
          spoiling.done()
        })
        setTimeout(() => upstream.write(bytes), LATE_MS)
        return
      }
      if (spoiling) {
        answer = 'lose'
        upstream.once('data', () => {
          client.destroy()
          spoiling.done()
        })
      }
      upstream.write(bytes)
    })
    upstream.on('data', (bytes) => answer === 'forward' && client.write(bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: TestProxy = {
    port: (server.address() as AddressInfo).port,
    target: 0,
    spoilCommit: (how, statement = END_OF_RUN) => new Promise((resolve) => (armed = { how, statement, done: resolve })),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
