// For tests only: stands between Rollcall and PostgreSQL on one address that stays the same, and can spoil a commit.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What happens to the next commit that is met on a connection that wrote the end of a run. */
type Spoiling =
  /** It never reaches the server. */
  | 'withhold'
  /** The server commits; the connection is cut before the answer. */
  | 'lose-answer'

export type TestProxy = {
  readonly port: number
  /** The server's port, which may change when it is started again. */
  target: number
  /** Spoils the next commit of a run. @returns a promise of the moment it is done. */
  spoilCommit(how: Spoiling): Promise<void>
  close(): Promise<void>
}

/** Every run's transaction does this last. */
const END_OF_RUN = 'delete from run_issues'

export async function startProxy(): Promise<TestProxy> {
  let armed: { how: Spoiling; done: () => void } | undefined
  const sockets = new Set<Socket>()

  const server = createServer((client) => {
    const upstream = connect(proxy.target, '127.0.0.1')
    let endsRun = false
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
        other.destroy()
      })
    }
    client.on('data', (bytes) => {
      if (bytes.includes(END_OF_RUN)) endsRun = true
      const isCommit = endsRun && bytes.includes('COMMIT')
      // The connection is used again for other transactions.
      if (isCommit) endsRun = false
      const spoiling = isCommit ? armed : undefined
      if (spoiling) armed = undefined
      if (spoiling?.how === 'withhold') return spoiling.done()
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
    spoilCommit: (how) => new Promise((resolve) => (armed = { how, done: resolve })),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}
