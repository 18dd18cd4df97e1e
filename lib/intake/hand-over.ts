// Tells the web process that a file has arrived: one signed request to POST /api/deliveries (Standard Webhooks).
// The bytes do not travel; both processes see the same store. Keeping and repeating is files/sealed-uploads.ts.
import { Webhook } from 'standardwebhooks'
import { now } from '@/lib/platform/clock'

const TRY_SECONDS = 10
/** Answers that speak of the server's trouble and not of the file: 401 is a wrong key or clock, 404 a wrong address. */
const NOT_ABOUT_THE_FILE = new Set([401, 404, 405, 408, 425, 429])

/** What the web process is told of an upload; the shape of the request's body. */
export type SealedUpload = {
  /** The same for every repeat of one upload, so that a repeat is harmless. */
  readonly eventId: string
  readonly userName: string
  readonly via: 'sftp' | 'ftps'
  /** As the client sees it: the name in the flat inbox with a slash before it. */
  readonly path: string
  readonly fileName: string
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
  readonly storageKey: string
  readonly clientAddress: string
}

/** accepted: the delivery is committed (now or before). refused: never try again. try-again: unknown or temporary. */
export type HandOverResult = 'accepted' | 'refused' | 'try-again'

export type HandOver = (upload: SealedUpload, signal: AbortSignal) => Promise<HandOverResult>

/**
 * Makes the function that hands one upload over.
 * @param webUrl where the web process answers, without a slash at the end.
 * @param key the signing key, base64.
 */
export function handOverTo(webUrl: string, key: string): HandOver {
  const webhook = new Webhook(key)
  return async (upload, signal) => {
    const body = JSON.stringify({ event: 'upload', ...upload })
    const time = now()
    try {
      const response = await fetch(`${webUrl}/api/deliveries`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': upload.eventId,
          'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
          'webhook-signature': webhook.sign(upload.eventId, time, body),
        },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TRY_SECONDS * 1000)]),
      })
      await response.body?.cancel()
      return resultOf(response.status)
    } catch {
      return 'try-again'
    }
  }
}

function resultOf(status: number): HandOverResult {
  if (status === 200 || status === 202) return 'accepted'
  return status >= 400 && status < 500 && !NOT_ABOUT_THE_FILE.has(status) ? 'refused' : 'try-again'
}
