// A long line between a client and a server: every byte arrives so much later, in both directions, and as many may be
// under way as the two ends allow. Nothing is lost, reordered or made slower otherwise.
import net, { type AddressInfo } from 'node:net'

export type SlowLine = { readonly port: number; stop(): Promise<void> }

/** @param oneWayMs half of the round trip. */
export async function startSlowLine(port: number, oneWayMs: number): Promise<SlowLine> {
  const open = new Set<net.Socket>()
  const listener = net.createServer({ allowHalfOpen: true }, (client) => {
    const server = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [client, server]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.once('close', () => open.delete(socket))
    }
    carry(client, server, oneWayMs)
    carry(server, client, oneWayMs)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    port: (listener.address() as AddressInfo).port,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

// One timer for everything that waits: what is due goes out in the order it came.
function carry(from: net.Socket, to: net.Socket, delayMs: number): void {
  const waiting: { readonly at: number; readonly bytes: Buffer | undefined }[] = []
  let timer: NodeJS.Timeout | undefined
  const release = () => {
    timer = undefined
    for (let next = waiting[0]; next && next.at <= performance.now(); next = waiting[0]) {
      waiting.shift()
      if (next.bytes) to.write(next.bytes)
      else to.end()
    }
    const next = waiting[0]
    if (next) timer = setTimeout(release, Math.max(1, next.at - performance.now()))
  }
  const add = (bytes: Buffer | undefined) => {
    waiting.push({ at: performance.now() + delayMs, bytes })
    timer ??= setTimeout(release, delayMs)
  }
  from.on('data', add)
  from.once('end', () => add(undefined))
  from.once('close', (hadError) => {
    if (hadError) to.destroy()
  })
}
