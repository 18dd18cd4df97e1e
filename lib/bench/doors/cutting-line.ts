// A line to a server that breaks after so many bytes of the client, politely (FIN) or not (RST).
import net, { type AddressInfo } from 'node:net'

export type Cut = { readonly afterBytes: number; readonly how: 'FIN' | 'RST' }

export type CuttingLine = {
  readonly port: number
  /** Bytes of the client that have passed since the line was opened. */
  passedBytes(): number
  stop(): Promise<void>
}

/** Opens a line for one client. @param cut where it breaks; never, if it is left out. */
export async function startCuttingLine(port: number, cut?: Cut): Promise<CuttingLine> {
  let passed = 0
  const open = new Set<net.Socket>()
  const listener = net.createServer((client) => {
    const server = net.connect(port, '127.0.0.1')
    for (const socket of [client, server]) {
      open.add(socket)
      socket.setNoDelay(true).on('error', () => undefined)
      socket.once('close', () => [client, server].forEach((each) => each.destroy()))
    }
    const breakOff = () => {
      if (cut?.how === 'FIN') server.end()
      else server.resetAndDestroy()
      client.destroy()
    }
    client.on('data', (chunk) => {
      const left = cut ? Math.max(0, cut.afterBytes - passed) : chunk.length
      const part = chunk.subarray(0, left)
      passed += part.length
      if (part.length === chunk.length) return void server.write(part)
      client.pause()
      server.write(part, breakOff)
    })
    server.on('data', (chunk) => client.write(chunk))
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    port: (listener.address() as AddressInfo).port,
    passedBytes: () => passed,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
