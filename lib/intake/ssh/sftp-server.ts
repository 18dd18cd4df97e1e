// The SFTP listener: our own TCP server in front of ssh2, because ssh2 shows a connection only after the client has
// spoken and knows neither grace time nor limits.
import net, { type AddressInfo } from 'node:net'
import ssh2, { type Connection } from 'ssh2'
import { type Arrival, type ArrivalOptions, arrivals } from '../proxy/arrivals'
import { Connections, type Door, listen } from '../visitors/connections'
import { Doorkeeper } from '../visitors/doorkeeper'
import { type RecordSession, recordNothing } from '../visitors/session-recorder'
import { turnstile } from '../visitors/turnstile'
import { algorithmsFor } from './algorithms'
import { type ConnectionOptions, SftpConnection } from './connection'
import { defaultLimits, type SshLimits } from './limits'

export type SftpServerOptions = Pick<ConnectionOptions, 'authorize' | 'openFiles'> & {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Private keys as text; the first of each kind is used. */
  readonly hostKeys: readonly string[]
  readonly limits?: Partial<SshLimits>
  /** Clients older than the modern algorithms are taken in, too. */
  readonly legacyAlgorithms?: boolean
  /** Notes what comes of each connection. */
  readonly recordSession?: RecordSession
  /** The balancers clients come through, if there are any. */
  readonly proxy?: ArrivalOptions
}

export type SftpServer = Door & { readonly port: number }

/**
 * Starts to listen.
 * @throws what listening throws (EADDRINUSE, EACCES) and an Error for a host key that is none.
 */
export async function startSftpServer(options: SftpServerOptions): Promise<SftpServer> {
  const limits = { ...defaultLimits, ...options.limits }
  const legacyAlgorithms = options.legacyAlgorithms ?? false
  const algorithms = algorithmsFor({ legacy: legacyAlgorithms })
  const ssh = new ssh2.Server({ hostKeys: [...options.hostKeys], algorithms, ident: 'Rollcall' })
  const welcome = ({ socket, address }: Arrival) => {
    const connection = new SftpConnection(socket, address, shared)
    if (connections.isStopping || !shared.doorkeeper.admit(connection)) return connection.turnAway()
    connections.add(socket, connection)
    // It reads, and resumes a paused socket, when it is ready to.
    ssh.injectSocket(socket)
  }
  const listener = net.createServer(arrivals(options.proxy ?? {}, welcome))
  const connections = new Connections<SftpConnection>([listener])
  const shared: ConnectionOptions = {
    authorize: options.authorize,
    openFiles: options.openFiles,
    limits,
    legacyAlgorithms,
    takeTurn: turnstile(limits.passwordChecksMax),
    doorkeeper: new Doorkeeper(limits),
    isStopping: () => connections.isStopping,
    recordSession: options.recordSession ?? recordNothing,
  }
  ssh.on('connection', (client: Connection, { header }: { header: { identRaw: string } }) => {
    connections.get(socketOf(client))?.begin(client, header.identRaw)
  })
  await listen(listener, options.host, options.port)
  return { port: (listener.address() as AddressInfo).port, ...connections.door() }
}

const socketOf = (client: Connection): net.Socket => (client as unknown as { _sock: net.Socket })._sock
