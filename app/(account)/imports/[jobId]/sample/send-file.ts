// Sends a file as the raw body of a PUT. XMLHttpRequest, because fetch cannot tell how much has gone out.

export type SendOutcome =
  | { readonly ok: true }
  /** The server answered and says why not, in the person's language. */
  | { readonly ok: false; readonly reason: 'refused'; readonly message: string }
  | { readonly ok: false; readonly reason: 'signed-out' | 'connection' | 'cancelled' | 'server' }

/**
 * Streams the file from the disk; the browser never holds it whole.
 * @param onProgress called with the bytes that have gone out.
 */
export function sendFile(
  url: string,
  file: File,
  { onProgress, signal }: { onProgress: (bytesSent: number) => void; signal: AbortSignal },
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => resolve(outcomeOf(request))
    request.onerror = () => resolve({ ok: false, reason: 'connection' })
    request.onabort = () => resolve({ ok: false, reason: 'cancelled' })
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function outcomeOf(request: XMLHttpRequest): SendOutcome {
  if (request.status >= 200 && request.status < 300) return { ok: true }
  if (request.status === 401) return { ok: false, reason: 'signed-out' }
  const message = messageIn(request.responseText)
  return message ? { ok: false, reason: 'refused', message } : { ok: false, reason: 'server' }
}

/** The sentence in the answer's JSON; an answer of another shape (a proxy's error page) has none. */
function messageIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null || !('message' in answer)) return undefined
    return typeof answer.message === 'string' ? answer.message : undefined
  } catch {
    return undefined
  }
}
