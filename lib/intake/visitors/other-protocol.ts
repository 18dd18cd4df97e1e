// What the first bytes of a client say it speaks: a client at the wrong port is the commonest trouble of all.

export type Protocol = 'SSH' | 'TLS' | 'HTTP' | 'FTP' | '?'

/** A guess for people, good enough to tell them the right port; undefined for no bytes at all. */
export function protocolIn(bytes: Buffer): Protocol | undefined {
  if (bytes.length === 0) return undefined
  const text = bytes.subarray(0, 16).toString('latin1')
  if (text.startsWith('SSH-') || 'SSH-'.startsWith(text)) return 'SSH'
  if (bytes[0] === 0x16 && (bytes[1] === 3 || bytes.length === 1)) return 'TLS'
  if (/^(GET|HEAD|POST|PUT|OPTIONS|CONNECT|PRI) /.test(text)) return 'HTTP'
  return /^[A-Z]{3,4}(\s|$)/i.test(text) ? 'FTP' : '?'
}
