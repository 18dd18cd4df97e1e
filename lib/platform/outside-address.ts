// Addresses that people outside name and that we then connect to: what belongs to this machine or its networks is not
// reached by them, unless the operator says so. Judged is the address that is connected to, not the name, so that a name
// that answers something else the second time gains nothing.
import { lookup } from 'node:dns/promises'
import { BlockList, connect, isIP, isIPv4, type Socket } from 'node:net'
import { env } from './env'

const ADDRESSES_MAX = 4

/** Loopback, private, link-local, shared, test and multicast networks (IANA special-purpose registry, RFC 6890). */
const notOutside4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]
/** Of IPv6 only what is given out to be reached by all, less what carries another address or is for examples. */
const outside6 = ['2000::/3']
const notOutside6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const inside = listOf(notOutside4)
const outside = listOf(outside6)
const exceptions = listOf(notOutside6)

function listOf(blocks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const block of blocks) {
    const [base = '', prefix] = block.split('/')
    const family = isIPv4(base) ? 'ipv4' : 'ipv6'
    list.addSubnet(base, prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix), family)
  }
  return list
}

/** Why there is no connection; thrown before the first byte is sent. */
export class OutsideError extends Error {
  constructor(
    readonly reason: 'no-such-name' | 'not-allowed',
    readonly address = '',
  ) {
    super(reason)
  }
}

/** Whether an address may be connected to. */
export function isOutside(address: string): boolean {
  const { pullPrivateAddresses: allowed } = env()
  const family = isIP(address)
  if (family === 0) return false
  if (allowed === 'all') return true
  if (family === 4) return !inside.check(address, 'ipv4') || listOf(allowed).check(address, 'ipv4')
  const isPublic = outside.check(address, 'ipv6') && !exceptions.check(address, 'ipv6')
  return isPublic || listOf(allowed).check(address, 'ipv6')
}

/**
 * The addresses of a host that may be connected to.
 * @param host a name or an address.
 * @throws OutsideError
 */
export async function outsideAddresses(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EAI_AGAIN' ? error : new OutsideError('no-such-name')
  })
  const addresses = found.map(({ address }) => address)
  const allowed = addresses.filter(isOutside).slice(0, ADDRESSES_MAX)
  if (allowed.length === 0) throw new OutsideError('not-allowed', addresses[0])
  return allowed
}

/**
 * Connects to the first address that answers. The socket may be destroyed again by the time somebody looks at it.
 * @throws the error of the last address.
 */
export async function connectToFirst(
  addresses: readonly string[],
  port: number,
  { seconds, signal }: { seconds: number; signal: AbortSignal },
): Promise<Socket> {
  let trouble: unknown
  for (const address of addresses) {
    try {
      return await connectTo(address, port, AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]))
    } catch (error) {
      trouble = error
      signal.throwIfAborted()
    }
  }
  throw trouble
}

function connectTo(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true })
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      reject(error instanceof Error ? error : new Error('the connection failed'))
    }
    const onAbort = () => fail(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once('error', fail)
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort)
      // Whoever gets it may not listen yet; a server that cuts it until then must not end this process.
      socket.on('error', () => undefined)
      socket.removeListener('error', fail)
      resolve(socket)
    })
  })
}
