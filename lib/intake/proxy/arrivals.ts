// Who has connected. Without a balancer in front that is the socket's other end. Behind balancers that are trusted, each
// of their connections has to begin with a PROXY header, and everybody else is refused: a client that could reach the
// port past the balancer could write itself any address.
import type net from 'node:net'
import { isInBlocks } from '@/lib/accounts/network-address'
import { log } from '@/lib/platform/log'
import { plainAddress } from '../visitors/address'
import { type Endpoints, HEADER_BYTES_MAX, readProxyHeader } from './proxy-header'

const HEADER_SECONDS = 5
/** Connections that have not sent their header yet; a balancer sends it with the first packet. */
const WAITING_MAX = 1000
const WARNINGS_EVERY_MS = 60_000

/** A connection of a client, and between which addresses the client sees it. */
export type Arrival = { readonly socket: net.Socket } & Endpoints

/** @param balancers addresses and blocks; none: clients connect directly. */
export type ArrivalOptions = { readonly balancers?: readonly string[]; readonly headerSeconds?: number }

/**
 * Makes the listener for a server's connections.
 * @param welcome called for each client, at once where there is no balancer. Behind one, its socket is paused then, with
 * whatever followed the header still to be read: whoever reads it as a stream has to resume it.
 */
export function arrivals(
  { balancers = [], headerSeconds = HEADER_SECONDS }: ArrivalOptions,
  welcome: (arrival: Arrival) => void,
): (socket: net.Socket) => void {
  if (balancers.length === 0) return (socket) => welcome({ socket, ...ownEndpoints(socket) })
  const warn = seldom()
  const waiting = new Set<net.Socket>()
  return (socket) => {
    socket.on('error', () => undefined)
    const balancer = plainAddress(socket.remoteAddress)
    const refuse = (why: string) => {
      warn({ balancer, why })
      socket.destroy()
    }
    if (!isInBlocks(balancer, balancers)) return refuse('it is not one of the balancers')
    if (waiting.size >= WAITING_MAX) return refuse('too many without a header')
    waiting.add(socket)
    takeHeader(socket, headerSeconds, (header) => {
      waiting.delete(socket)
      if (typeof header === 'string') return refuse(header)
      welcome({ socket, ...(header.endpoints ?? ownEndpoints(socket)) })
    })
  }
}

function ownEndpoints(socket: net.Socket): Endpoints {
  return { address: plainAddress(socket.remoteAddress), localAddress: plainAddress(socket.localAddress) }
}

function takeHeader(
  socket: net.Socket,
  seconds: number,
  done: (header: { endpoints?: Endpoints } | string) => void,
): void {
  let received = Buffer.alloc(0)
  const finish = (header: { endpoints?: Endpoints } | string) => {
    clearTimeout(deadline)
    socket.off('data', onData)
    socket.off('end', onEnd)
    socket.off('close', onEnd)
    done(header)
  }
  const onEnd = () => finish('it went before its header was whole')
  const onData = (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    const header = readProxyHeader(received)
    if (header === 'malformed') return finish('its header is malformed')
    if (header === 'incomplete')
      return received.length < HEADER_BYTES_MAX ? undefined : finish('its header is too long')
    socket.pause()
    if (received.length > header.bytes) socket.unshift(received.subarray(header.bytes))
    finish({ endpoints: header.endpoints && plainEndpoints(header.endpoints) })
  }
  const deadline = setTimeout(() => finish('its header did not come in time'), seconds * 1000)
  socket.on('data', onData)
  socket.once('end', onEnd)
  socket.once('close', onEnd)
  socket.resume()
}

const plainEndpoints = ({ address, localAddress }: Endpoints): Endpoints => ({
  address: plainAddress(address),
  localAddress: plainAddress(localAddress),
})

/** One line a minute: a port that is open to the world is knocked at all day. */
function seldom(): (what: { balancer: string; why: string }) => void {
  let quietUntil = 0
  return (what) => {
    if (performance.now() < quietUntil) return
    quietUntil = performance.now() + WARNINGS_EVERY_MS
    log.warn(what, 'a connection without a PROXY header that counts was refused')
  }
}
