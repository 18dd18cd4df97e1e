// The texts of keys on their way: to the kernel, where they are hashed, and to the key list. The list's form is told in
// kernel/key-list.as.
import { KEYS, SCRATCH, type Kernel } from './kernel/open-kernel'

/** The keys of one batch of rows, at most. */
const BATCH_BYTES = 128 * 1024
/** UTF-8 has no more bytes for a UTF-16 unit; and the length in front. */
const BYTES_A_UNIT = 3
const HEAD_BYTES_MAX = 5
const PIECE_BYTES = SCRATCH.bytes - 8

export type KeyLister = {
  /** The 64-bit hash of a key, the same that the kernel finds for plain cells. */
  readonly keyOf: (parts: readonly string[]) => bigint
  readonly list: (parts: readonly string[]) => void
  /** Sees to it that the keys of one batch of rows fit. */
  readonly makeRoom: () => void
  /** Takes the list out of the kernel's region, which then may be used for something else. */
  readonly flush: () => void
  /** All that was listed since the last call. */
  readonly take: () => Uint8Array
}

export function keyLister(kernel: Kernel, seed: bigint): KeyLister {
  const { run, views } = kernel
  run.keyListAt(KEYS.at, seed)
  let taken: Buffer[] = []

  /** The kernel's list is a small region: its content is kept here until somebody asks. */
  function flush(): void {
    const used = Number(run.keyListUsed.value)
    if (used === 0) return
    taken.push(Buffer.from(views().keys.subarray(0, used)))
    run.emptyKeyList()
  }

  function listPart(part: string, hasMore: boolean): void {
    if (part.length * BYTES_A_UNIT > PIECE_BYTES) {
      flush()
      const text = Buffer.from(part)
      taken.push(headOf(text.length, hasMore), text)
      return
    }
    const length = views().scratch.write(part)
    if (Number(run.keyListUsed.value) + length + HEAD_BYTES_MAX > KEYS.bytes) flush()
    run.listKey(SCRATCH.at, length, hasMore ? 1 : 0)
  }

  return {
    keyOf: (parts) => run.endKey(parts.reduce((hash, part) => mixPart(kernel, hash, part), seed)),
    list: (parts) => parts.forEach((part, index) => listPart(part, index + 1 < parts.length)),
    makeRoom() {
      if (Number(run.keyListUsed.value) > KEYS.bytes - BATCH_BYTES) flush()
    },
    flush,
    take() {
      flush()
      const pieces = taken
      taken = []
      return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
    },
  }
}

function mixPart({ run, views }: Kernel, before: bigint, part: string): bigint {
  const { scratch } = views()
  if (part.length * BYTES_A_UNIT <= PIECE_BYTES) {
    const length = scratch.write(part)
    return run.mixLastPiece(before, SCRATCH.at, length, length)
  }
  const text = Buffer.from(part)
  let hash = before
  let at = 0
  for (; at + PIECE_BYTES < text.length; at += PIECE_BYTES) {
    scratch.set(text.subarray(at, at + PIECE_BYTES))
    hash = run.mixPiece(hash, SCRATCH.at, PIECE_BYTES)
  }
  scratch.set(text.subarray(at))
  return run.mixLastPiece(hash, SCRATCH.at, text.length - at, text.length)
}

function headOf(length: number, hasMore: boolean): Buffer {
  const bytes: number[] = []
  let head = length * 2 + (hasMore ? 1 : 0)
  for (; head > 127; head = Math.floor(head / 128)) bytes.push((head % 128) | 128)
  return Buffer.from([...bytes, head])
}

/**
 * The key that begins at `at`, and where the next one does; undefined if it does not end within the bytes.
 */
export function readKey(bytes: Buffer, at: number): { parts: string[]; next: number } | undefined {
  const parts: string[] = []
  let next = at
  for (let hasMore = true; hasMore;) {
    let head = 0
    for (let factor = 1, byte = 128; byte > 127; factor *= 128) {
      if (next >= bytes.length) return undefined
      byte = bytes[next++]!
      head += (byte & 127) * factor
    }
    const end = next + Math.floor(head / 2)
    if (end > bytes.length) return undefined
    hasMore = head % 2 === 1
    parts.push(bytes.toString('utf8', next, end))
    next = end
  }
  return { parts, next }
}
