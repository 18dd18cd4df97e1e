// The address a client is told for its data connection (PASV). It is the public one, which a server behind NAT does not
// know by itself; on this machine, or if the public name leads nowhere, it is the one the client is connected to.
import { lookup } from 'node:dns/promises'
import { isIPv4 } from 'node:net'
import { log } from '@/lib/platform/log'

const KNOWN_FOR_MS = 60_000

const isLoopback = (address: string) => address.startsWith('127.')

/**
 * Makes the function that says it.
 * @param hostName what clients connect to from outside; looked up again every minute.
 * @returns the address, or undefined for a client over IPv6, which has to use EPSV.
 */
export function publicAddressOf(hostName: string) {
  let known: { address: string | undefined; at: number } | undefined

  const lookUp = async (): Promise<string | undefined> => {
    if (known && performance.now() - known.at < KNOWN_FOR_MS) return known.address
    const found = await lookup(hostName, { family: 4 }).catch((error: unknown) => {
      log.warn({ hostName, error }, 'the public host name for transfers has no IPv4 address')
      return undefined
    })
    known = { address: found?.address, at: performance.now() }
    return known.address
  }

  return async (client: { address: string; localAddress: string }): Promise<string | undefined> => {
    if (!isIPv4(client.localAddress)) return undefined
    if (isLoopback(client.address)) return '127.0.0.1'
    const address = await lookUp()
    return address && !isLoopback(address) ? address : client.localAddress
  }
}
