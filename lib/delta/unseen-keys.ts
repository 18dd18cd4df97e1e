// Reads a key list and finds the keys that this run has not met.
import { readKey, type KeyLister } from './key-list'
import { KEYS, RECORDS, type Kernel } from './kernel/open-kernel'

/** One key longer than this is no key: the list is damaged. */
const KEY_BYTES_MAX = 64 * 1024 * 1024

export async function* unseenKeys(
  kernel: Kernel,
  lister: KeyLister,
  keyList: AsyncIterable<Uint8Array>,
): AsyncGenerator<string[][]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of keyList) {
    const bytes = Buffer.concat([rest, chunk])
    let at = 0
    for (let next = 0; at < bytes.length; at = next) {
      const found: string[][] = []
      next = findUnseen(kernel, lister, bytes, at, found)
      if (found.length > 0) yield found
      if (next === at) break
    }
    rest = bytes.subarray(at)
    if (rest.length > KEY_BYTES_MAX) return
  }
}

/** Reads as many keys as fit into the kernel; answers where the next one begins. */
function findUnseen(kernel: Kernel, lister: KeyLister, bytes: Buffer, at: number, found: string[][]): number {
  const { run, views } = kernel
  const piece = bytes.subarray(at, at + KEYS.bytes)
  lister.flush()
  views().keys.set(piece)
  const count = run.findUnseen(KEYS.at, piece.length, RECORDS.at)
  const read = Number(run.keysRead.value)
  const { recordNumbers } = views()
  for (let index = 0; index < count; index++) found.push(readKey(piece, recordNumbers[index]!)!.parts)
  if (read > 0 || piece.length < KEYS.bytes) return at + read

  // A key longer than the region.
  const key = readKey(bytes, at)
  if (!key) return at
  if (run.takeUnseen(lister.keyOf(key.parts)) === 1) found.push(key.parts)
  return key.next
}
