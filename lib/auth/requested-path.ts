// Which page was asked for, so that the sign-in can lead back to it: links in e-mails are opened by people who are not
// signed in. Next tells pages no path, so it is put into a header of ours before Next sees the request.
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

const PATH_HEADER = 'x-rollcall-path'
const PATH_LENGTH_MAX = 1000
const keeper = globalThis as typeof globalThis & { rollcallNotesPaths?: boolean }

/**
 * From now on every request to an HTTP server of this process carries the page it asks for. Called once, by
 * instrumentation.ts. What a client sends under the same name is overwritten.
 */
export function noteRequestedPaths(): void {
  if (keeper.rollcallNotesPaths) return
  keeper.rollcallNotesPaths = true
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PATH_HEADER] = request.method === 'GET' ? (request.url ?? '') : ''
  })
}

/** The address of the sign-in, with the page to come back to. */
export function signInAddress(headers: { get(name: string): string | null }): string {
  const path = keeper.rollcallNotesPaths ? pagePath(headers.get(PATH_HEADER) ?? '') : undefined
  return path ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in'
}

/** The path as a person would have it in the address bar; undefined for the start page, where the sign-in leads anyway. */
function pagePath(requested: string): string | undefined {
  const base = 'http://own'
  if (!requested.startsWith('/') || requested.length > PATH_LENGTH_MAX || !URL.canParse(requested, base))
    return undefined
  const url = new URL(requested, base)
  // What Next adds when it fetches a page for its own router.
  url.searchParams.delete('_rsc')
  const path = `${url.pathname}${url.search}`
  return url.origin === base && path !== '/' ? path : undefined
}
