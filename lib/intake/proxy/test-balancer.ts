// For tests only: a balancer that writes the PROXY header it is given before each connection it passes on. It listens on
// another address of this machine, on the very ports of the server behind it, as passive FTP needs it.
import net from 'node:net'

export const BALANCER = '127.0.0.2'

export type TestBalancer = { readonly stop: () => Promise<void> }

/** @param header what comes before the client's first byte, piece by piece. */
export async function startBalancer(ports: readonly number[], header: readonly Buffer[]): Promise<TestBalancer> {
  const sockets = new Set<net.Socket>()
  const pass = (port: number) => (client: net.Socket) => {
    const server = net.connect({ port, host: '127.0.0.1', localAddress: BALANCER, allowHalfOpen: true, noDelay: true })
    for (const side of [client, server]) {
      sockets.add(side)
      side.on('error', () => undefined).on('close', () => [client, server].forEach((each) => each.destroy()))
    }
    client.pause()
    server.once('connect', () => {
      for (const piece of header) server.write(piece)
      client.pipe(server)
      server.pipe(client)
    })
  }
  const listeners = await Promise.all(
    ports.map(async (port) => {
      const listener = net.createServer({ allowHalfOpen: true, noDelay: true }, pass(port))
      await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(port, BALANCER, resolve))
      return listener
    }),
  )
  return {
    async stop() {
      for (const socket of sockets) socket.destroy()
      await Promise.all(listeners.map((listener) => new Promise((resolve) => listener.close(resolve))))
    },
  }
}
