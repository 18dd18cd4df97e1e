// What an error of the TLS handshake means for the person who has to mend it.
import type { StrangerTrouble } from '@/lib/accounts/session-events'

const troubles: readonly (readonly [RegExp, StrangerTrouble])[] = [
  [/UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|ALERT_PROTOCOL_VERSION|INAPPROPRIATE_FALLBACK/, 'tls-version'],
  [/NO_SHARED_CIPHER|NO_SHARED_SIGNATURE|ALERT_HANDSHAKE_FAILURE|NO_SUITABLE/, 'tls-cipher'],
  // What a client says that does not trust a certificate.
  [/UNKNOWN_CA|CERTIFICATE_UNKNOWN|BAD_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED/, 'certificate'],
  [/WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|NOT_TLS|PACKET_LENGTH_TOO_LONG/, 'other-protocol'],
]

/** Which trouble it is, and OpenSSL's own word for it. */
export function tlsTrouble(error: Error & { code?: string; reason?: string }): [StrangerTrouble, string | undefined] {
  const code = error.code ?? ''
  const found = troubles.find(([pattern]) => pattern.test(code))
  if (found) return [found[1], error.reason ?? code]
  return [code === 'ECONNRESET' || code === 'EPIPE' ? 'no-name' : 'tls', error.reason ?? (code || undefined)]
}
