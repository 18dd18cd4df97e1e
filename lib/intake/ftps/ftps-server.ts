// The FTPS listeners: explicit (AUTH TLS) and implicit (TLS from the first byte), one door behind both.
import net, { type AddressInfo } from 'node:net'
import { Connections, type Door, listen } from '../visitors/connections'
import { Doorkeeper } from '../visitors/doorkeeper'
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
}

export type FtpsServer = Door & { readonly explicitPort: number; readonly implicitPort: number }

/**
 * Starts to listen.
 * @throws what listening throws (EADDRINUSE, EACCES), with the port in it.
 */
export async function startFtpsServer(options: FtpsServerOptions): Promise<FtpsServer> {
  const limits = { ...defaultLimits, ...options.limits }
  const admit = (isImplicit: boolean) => (socket: net.Socket) => {
    const contexts = options.certificates.contexts()
    const connection = new ControlConnection({ socket, parts, contexts, isImplicit })
    if (!parts.doorkeeper.admit(connection)) return connection.turnAway()
    connections.add(socket, connection)
    connection.begin()
  }
  const explicit = net.createServer(admit(false))
  const implicit = net.createServer(admit(true))
  const connections = new Connections<ControlConnection>([explicit, implicit])
  const parts: ServerParts = {
    authorize: options.authorize,
    openFiles: options.openFiles,
    limits,
    takeTurn: turnstile(limits.passwordChecksMax),
    doorkeeper: new Doorkeeper(limits),
    passivePorts: new PassivePorts(options.host, options.passivePorts),
    publicAddress: publicAddressOf(options.publicHost),
    isStopping: () => connections.isStopping,
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
