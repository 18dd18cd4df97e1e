// What we offer in the key exchange, best first (faults 2.5). Left out on purpose: group exchange, which ssh2 offers but
// cannot do as a server; groups 17 and 18, which stall everybody for a quarter of a second; chacha20, because of
// Terrapin with clients that lack strict key exchange; SHA-1 in every role; compression.
//
// An installation can take in clients older than that by one switch (transfer rules, section 7). Even then never: group
// 1, DSA keys, RC4, Blowfish, CAST, shortened MACs, and no encryption or no MAC at all.
import type { CipherAlgorithm, CompressionAlgorithm, KexAlgorithm, MacAlgorithm, ServerHostKeyAlgorithm } from 'ssh2'
import type { Offered } from './offered-algorithms'

/** The environment variable that lets old clients in. */
export const LEGACY_SWITCH = 'SFTP_LEGACY_ALGORITHMS'

type Lists = {
  readonly kex: KexAlgorithm[]
  readonly serverHostKey: ServerHostKeyAlgorithm[]
  readonly cipher: CipherAlgorithm[]
  readonly hmac: MacAlgorithm[]
  readonly compress: CompressionAlgorithm[]
}

const modern: Lists = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group14-sha256',
  ],
  serverHostKey: ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256', 'ecdsa-sha2-nistp256'],
  cipher: ['aes256-gcm@openssh.com', 'aes128-gcm@openssh.com', 'aes256-ctr', 'aes128-ctr'],
  hmac: ['hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512', 'hmac-sha2-256'],
  compress: ['none'],
}

/** After the modern ones in each list; but a client's own order decides (RFC 4253, section 7.1). */
const onlyLegacy: Omit<Lists, 'compress'> = {
  kex: ['diffie-hellman-group14-sha1'],
  serverHostKey: ['ssh-rsa'],
  cipher: ['aes192-ctr', 'aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1-etm@openssh.com', 'hmac-sha1', 'hmac-md5'],
}

const withLegacy: Lists = {
  kex: [...modern.kex, ...onlyLegacy.kex],
  serverHostKey: [...modern.serverHostKey, ...onlyLegacy.serverHostKey],
  cipher: [...modern.cipher, ...onlyLegacy.cipher],
  hmac: [...modern.hmac, ...onlyLegacy.hmac],
  compress: modern.compress,
}

/** The lists for ssh2. */
export function algorithmsFor({ legacy }: { legacy: boolean }): Lists {
  return legacy ? withLegacy : modern
}

/** The first thing for which a client offers nothing that we take. */
export function withoutCommon(
  { kex, hostKey, cipher, mac }: Offered,
  { legacy }: { legacy: boolean },
): keyof Offered | undefined {
  const ours = algorithmsFor({ legacy })
  const hasOne = (theirs: readonly string[], known: readonly string[]) => theirs.some((name) => known.includes(name))
  if (!hasOne(kex, ours.kex)) return 'kex'
  if (!hasOne(hostKey, ours.serverHostKey)) return 'hostKey'
  if (!hasOne(cipher, ours.cipher)) return 'cipher'
  const agreed = cipher.find((name) => (ours.cipher as readonly string[]).includes(name))
  // Such a cipher is its own MAC, and the list is not looked at.
  const needsMac = !agreed?.includes('-gcm')
  return needsMac && !hasOne(mac, ours.hmac) ? 'mac' : undefined
}
