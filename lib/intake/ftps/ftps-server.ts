// The FTPS listeners: explicit (AUTH TLS) and implicit (TLS from the first byte), one door behind both.
import net, { type AddressInfo } from 'node:net'
import { type Arrival, type ArrivalOptions, arrivals } from '../proxy/arrivals'
import { Connections, type Door, listen } from '../visitors/connections'
import { Doorkeeper } from '../visitors/doorkeeper'
import { type RecordSession, recordNothing } from '../visitors/session-recorder'
import { turnstile } from '../visitors/turnstile'
import type { CertificateKeeper } from './certificate-keeper'
import { ControlConnection } from './control-connection'
import { defaultLimits, type FtpsLimits } from './limits'
import { PassivePorts, type PortRange } from './passive-ports'
import { publicAddressOf } from './public-address'
import type { ServerParts } from './session'

export type FtpsServerOptions = Pick<ServerParts, 'authorize' | 'openFiles'> & {
  readonly host: string
  /** 0: any free port. */
  readonly explicitPort: number
  readonly implicitPort: number
  readonly passivePorts: PortRange
  /** What clients connect to from outside. */
  readonly publicHost: string
  readonly certificates: CertificateKeeper
  readonly limits?: Partial<FtpsLimits>
  /** Notes what comes of each connection. */
  readonly recordSession?: RecordSession
  /** The balancers clients come through, if there are any; with their data connections, too. */
  readonly proxy?: ArrivalOptions
}

export type FtpsServer = Door & { readonly explicitPort: number; readonly implicitPort: number }

/**
 * Starts to listen.
 * @throws what listening throws (EADDRINUSE, EACCES), with the port in it.
 */
export async function startFtpsServer(options: FtpsServerOptions): Promise<FtpsServer> {
  const limits = { ...defaultLimits, ...options.limits }
  const proxy = options.proxy ?? {}
  const admit = (isImplicit: boolean) =>
    arrivals(proxy, (arrival: Arrival) => {
      const contexts = options.certificates.contexts()
      const connection = new ControlConnection({ ...arrival, parts, contexts, isImplicit })
      if (connections.isStopping || !parts.doorkeeper.admit(connection)) return connection.turnAway()
      connections.add(arrival.socket, connection)
      connection.begin()
    })
  const explicit = net.createServer(admit(false))
  const implicit = net.createServer(admit(true))
  const connections = new Connections<ControlConnection>([explicit, implicit])
  const parts: ServerParts = {
    authorize: options.authorize,
    openFiles: options.openFiles,
    limits,
    takeTurn: turnstile(limits.passwordChecksMax),
    doorkeeper: new Doorkeeper(limits),
    passivePorts: new PassivePorts(options.host, options.passivePorts, proxy),
    publicAddress: publicAddressOf(options.publicHost),
    isStopping: () => connections.isStopping,
    recordSession: options.recordSession ?? recordNothing,
  }
  await listen(explicit, options.host, options.explicitPort)
  try {
    await listen(implicit, options.host, options.implicitPort)
  } catch (error) {
    explicit.close()
    throw error
  }
  return { explicitPort: portOf(explicit), implicitPort: portOf(implicit), ...connections.door() }
}

const portOf = (listener: net.Server): number => (listener.address() as AddressInfo).port
