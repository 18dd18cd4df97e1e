// The SFTP listener: our own TCP server in front of ssh2, because ssh2 shows a connection only after the client has
// spoken and knows neither grace time nor limits.
import net, { type AddressInfo } from 'node:net'
import ssh2, { type Connection } from 'ssh2'
import { plainAddress } from '../visitors/address'
import { Connections, type Door, listen } from '../visitors/connections'
import { Doorkeeper } from '../visitors/doorkeeper'
import { turnstile } from '../visitors/turnstile'
import { algorithms } from './algorithms'
import { type ConnectionOptions, SftpConnection } from './connection'
import { defaultLimits, type SshLimits } from './limits'

export type SftpServerOptions = Pick<ConnectionOptions, 'authorize' | 'openFiles'> & {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Private keys as text; the first of each kind is used. */
  readonly hostKeys: readonly string[]
  readonly limits?: Partial<SshLimits>
}

export type SftpServer = Door & { readonly port: number }

/**
 * Starts to listen.
 * @throws what listening throws (EADDRINUSE, EACCES) and an Error for a host key that is none.
 */
export async function startSftpServer(options: SftpServerOptions): Promise<SftpServer> {
  const limits = { ...defaultLimits, ...options.limits }
  const ssh = new ssh2.Server({ hostKeys: [...options.hostKeys], algorithms, ident: 'Rollcall' })
  const listener = net.createServer((socket) => {
    const connection = new SftpConnection(socket, plainAddress(socket.remoteAddress), shared)
    if (!shared.doorkeeper.admit(connection)) return connection.turnAway()
    connections.add(socket, connection)
    ssh.injectSocket(socket)
  })
  const connections = new Connections<SftpConnection>([listener])
  const shared: ConnectionOptions = {
    authorize: options.authorize,
    openFiles: options.openFiles,
    limits,
    takeTurn: turnstile(limits.passwordChecksMax),
    doorkeeper: new Doorkeeper(limits),
    isStopping: () => connections.isStopping,
  }
  ssh.on('connection', (client: Connection, { header }: { header: { identRaw: string } }) => {
    connections.get(socketOf(client))?.begin(client, header.identRaw)
  })
  await listen(listener, options.host, options.port)
  return { port: (listener.address() as AddressInfo).port, ...connections.door() }
}

const socketOf = (client: Connection): net.Socket => (client as unknown as { _sock: net.Socket })._sock
