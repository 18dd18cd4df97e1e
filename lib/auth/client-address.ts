// The network address a request came from. Next hands over headers, not sockets, and lets a client write
// X-Forwarded-For itself; so the server's own view is put into a header of ours before Next sees the request.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { plainAddress } from '@/lib/accounts/network-address'
import { env } from '@/lib/platform/env'

const PEER_HEADER = 'x-rollcall-peer'
const keeper = globalThis as typeof globalThis & { rollcallNotesPeers?: boolean }

/**
 * From now on every request to an HTTP server of this process carries its peer's address. Called once, by
 * instrumentation.ts. What a client sends under the same name is overwritten.
 */
export function notePeerAddresses(): void {
  if (keeper.rollcallNotesPeers) return
  keeper.rollcallNotesPeers = true
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
  })
}

/**
 * The client's address in one spelling, or "unknown". X-Forwarded-For is believed with TRUST_PROXY=on only, and of it
 * the last entry: the one our own proxy wrote.
 */
export function clientAddress(headers: { get(name: string): string | null }): string {
  const forwarded = env().trustProxy ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const peer = keeper.rollcallNotesPeers ? headers.get(PEER_HEADER) : null
  return plainAddress(forwarded ?? peer ?? '')
}
