// What a client offers in its first message (RFC 4253, section 7.1), so that a failed key exchange can be told with what
// was asked for.
import { MalformedPacket, WireReader } from '../sftp/wire'

/** After the number of the message and a random cookie. */
const LISTS_BEGIN = 17
/** In log lines and records; an honest list is shorter. */
const NAMES_MAX = 40
const NAME_LENGTH_MAX = 64

export type Offered = {
  readonly kex: readonly string[]
  readonly hostKey: readonly string[]
  readonly cipher: readonly string[]
  readonly mac: readonly string[]
}

/** Reads the lists of a KEXINIT message; those for what the client sends. Undefined if it is none. */
export function readOffered(payload: Buffer): Offered | undefined {
  try {
    const reader = new WireReader(payload.subarray(LISTS_BEGIN))
    const [kex, hostKey, cipher, , mac] = Array.from({ length: 5 }, () => names(reader.string()))
    return kex && hostKey && cipher && mac ? { kex, hostKey, cipher, mac } : undefined
  } catch (error) {
    if (error instanceof MalformedPacket) return undefined
    throw error
  }
}

function names(list: Buffer): string[] {
  const clean = (name: string) => name.slice(0, NAME_LENGTH_MAX).replace(/[^\x21-\x7e]/g, '?')
  return list.toString('latin1').split(',').slice(0, NAMES_MAX).map(clean)
}
