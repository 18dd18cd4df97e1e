// Files for people to save: always an attachment, never shown by the browser as something of ours (faults.md 154).

/**
 * An answer that is saved under a name.
 * @param fileName exact; written for old and new clients as RFC 6266 and RFC 8187 have it.
 */
export function attachment(
  body: string | Uint8Array | AsyncIterable<string>,
  fileName: string,
  mediaType: string,
): Response {
  const stream = typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : encoded(body)
  return new Response(stream, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${plain(fileName)}"; filename*=UTF-8''${extended(fileName)}`,
      'content-security-policy': "sandbox; default-src 'none'",
    },
  })
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV = 'text/csv; charset=utf-8; header=present'

function encoded(source: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next()
      if (piece.done) controller.close()
      else controller.enqueue(encoder.encode(piece.value))
    },
    async cancel() {
      await pieces.return?.()
    },
  })
}

const plain = (name: string) => name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')

/** attr-char of RFC 8187 stays; everything else is percent-encoded. */
const extended = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
