// The TLS of both kinds of connection. The data connection speaks TLS 1.2 only: with 1.3 a client that never reads its
// session tickets makes its own close a reset, and small uploads are lost (transfer rules, section 8 b).
import { constants, randomBytes } from 'node:crypto'
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls'
import type { Certificate } from '@/lib/platform/certificate'

export type SecureContexts = { readonly control: SecureContext; readonly data: SecureContext }

const CIPHERS = [
  // TLS 1.3
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  // TLS 1.2, forward secret; the last two for clients of the years before GCM.
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-RSA-AES128-SHA256',
  'ECDHE-RSA-AES256-SHA384',
].join(':')

/** Shared, so that a data connection may resume the session of its control connection. Nobody has to. */
const ticketKeys = randomBytes(48)

export function secureContexts({ chain, privateKey }: Certificate): SecureContexts {
  const shared: SecureContextOptions = {
    ...{ cert: chain, key: privateKey, ciphers: CIPHERS, honorCipherOrder: true, minVersion: 'TLSv1.2' },
    ...{ ticketKeys, sessionIdContext: 'rollcall', secureOptions: constants.SSL_OP_NO_RENEGOTIATION },
  }
  return {
    control: createSecureContext({ ...shared, maxVersion: 'TLSv1.3' }),
    data: createSecureContext({ ...shared, maxVersion: 'TLSv1.2' }),
  }
}
