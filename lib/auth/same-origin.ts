// Whether a request that changes something came from our own pages. A cookie travels with requests that other sites
// start; their Origin gives them away. A missing Origin and "null" (a sandboxed frame) are refused (GHSA-mq59-m269-xvcx).
import { env } from '@/lib/platform/env'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** For route handlers that trust the session cookie and are not GET or HEAD. */
export function sameOrigin(request: { headers: { get(name: string): string | null } }): boolean {
  const origin = request.headers.get('origin')
  if (!origin || !URL.canParse(origin)) return false
  const expected = new URL(env().publicUrl)
  if (origin === expected.origin) return true
  // The same machine under another of its names: http://localhost:3000 for http://127.0.0.1:3000. Only for these names,
  // because for any other one the Host header proves nothing (DNS rebinding).
  const { hostname, port, protocol, host } = new URL(origin)
  const isLoopback = loopbackNames.has(hostname) && loopbackNames.has(expected.hostname)
  return isLoopback && protocol === expected.protocol && port === expected.port && request.headers.get('host') === host
}
