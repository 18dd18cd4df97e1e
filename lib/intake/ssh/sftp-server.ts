// The SFTP listener: our own TCP server in front of ssh2, because ssh2 shows a connection only after the client has
// spoken and knows neither grace time nor limits.
import net, { type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import ssh2, { type Connection } from 'ssh2'
import { plainAddress } from './address'
import { algorithms } from './algorithms'
import { type ConnectionOptions, SftpConnection } from './connection'
import { Doorkeeper } from './doorkeeper'
import { defaultLimits, type SshLimits } from './limits'
import { turnstile } from './login'

export type SftpServerOptions = Pick<ConnectionOptions, 'authorize' | 'openFiles'> & {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Private keys as text; the first of each kind is used. */
  readonly hostKeys: readonly string[]
  readonly limits?: Partial<SshLimits>
}

export type SftpServer = {
  readonly port: number
  /** Connections that are open now. */
  readonly connectionCount: () => number
  /** The logins that are signed in now, each once. */
  readonly signedIn: () => string[]
  /** Cuts every connection of these logins. */
  readonly cut: (transferLoginIds: readonly string[]) => void
  /**
   * Stops: takes no new connection, begins no new upload, waits for those that are open, then ends everything.
   * What was not finished in time is kept as it came and can be resumed.
   */
  readonly stop: (graceSeconds: number) => Promise<void>
}

/**
 * Starts to listen.
 * @throws what listening throws (EADDRINUSE, EACCES) and an Error for a host key that is none.
 */
export async function startSftpServer(options: SftpServerOptions): Promise<SftpServer> {
  const limits = { ...defaultLimits, ...options.limits }
  const connections = new Map<net.Socket, SftpConnection>()
  let stopping = false

  const shared: ConnectionOptions = {
    authorize: options.authorize,
    openFiles: options.openFiles,
    limits,
    takeTurn: turnstile(limits.passwordChecksMax),
    doorkeeper: new Doorkeeper(limits),
    isStopping: () => stopping,
  }
  const ssh = new ssh2.Server({ hostKeys: [...options.hostKeys], algorithms, ident: 'Rollcall' })
  ssh.on('connection', (client: Connection, { header }: { header: { identRaw: string } }) => {
    connections.get(socketOf(client))?.begin(client, header.identRaw)
  })

  const listener = net.createServer((socket) => {
    const connection = new SftpConnection(socket, plainAddress(socket.remoteAddress), shared)
    if (!shared.doorkeeper.admit(connection)) return connection.turnAway()
    connections.set(socket, connection)
    void connection.ended.then(() => connections.delete(socket))
    ssh.injectSocket(socket)
  })
  await listen(listener, options)

  const stop = async (graceSeconds: number): Promise<void> => {
    stopping = true
    listener.close()
    const all = [...connections.values()]
    for (const connection of all) connection.endWhenDone()
    const ended = Promise.allSettled(all.map((connection) => connection.ended))
    const timeUp = new AbortController()
    await Promise.race([ended, delay(graceSeconds * 1000, undefined, { signal: timeUp.signal }).catch(() => undefined)])
    timeUp.abort()
    for (const connection of connections.values()) connection.turnAway()
    await ended
  }
  return {
    port: (listener.address() as AddressInfo).port,
    connectionCount: () => connections.size,
    signedIn: () => [...new Set([...connections.values()].flatMap((connection) => connection.transferLoginId ?? []))],
    cut(transferLoginIds) {
      for (const connection of connections.values()) {
        if (transferLoginIds.includes(connection.transferLoginId ?? '')) connection.end('login ended')
      }
    },
    stop,
  }
}

function listen(listener: net.Server, { host, port }: SftpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, host, () => {
      listener.off('error', reject)
      resolve()
    })
  })
}

const socketOf = (client: Connection): net.Socket => (client as unknown as { _sock: net.Socket })._sock
