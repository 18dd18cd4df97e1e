// A key table as bytes, and back: a head of 64 bytes, the entries of 16 bytes in their order, and a sum over all.
import { RECORDS, type Kernel } from './kernel/open-kernel'

const MAGIC = 'RollKeys'
/** To be raised when the hashes or the form change: dumps of another version are not loaded. */
const VERSION = 1
const HEAD_BYTES = 64
const ENTRY_BYTES = 16
const SUM_BYTES = 8
/** Entries are summed up in pieces of so many. */
const PIECE_ENTRIES = RECORDS.bytes / 2 / ENTRY_BYTES
/** The sum reads 32 bytes at a time. */
const SUM_STEP = 32

/** Not copied: a piece is what it is until the next one is asked for. */
export function* dumpTable({ run, views }: Kernel, seed: bigint): Generator<Uint8Array> {
  const entries = Number(run.entries.value)
  const head = headOf(seed, entries, Number(run.gone.value))
  yield head
  let sum = sumOf(run, views, 0n, head)
  for (let from = 0; from <= entries; from += PIECE_ENTRIES) {
    const count = Math.min(PIECE_ENTRIES, entries - from)
    run.pack(from, count, RECORDS.at)
    const bytes = count * ENTRY_BYTES
    views().records.fill(0, bytes, bytes + SUM_STEP)
    sum = run.sum(sum, RECORDS.at, roundedUp(bytes))
    yield views().records.subarray(0, bytes)
  }
  yield sumBytes(sum)
}

export type LoadInto = {
  readonly seed: bigint
  readonly rowsMax: number
  /** Empties the table and makes it large enough. */
  readonly clear: (rows: number) => void
}

/** Whether the source held a table with the same seed, whole and undamaged. If not, what is in the table is worth nothing. */
export async function loadTable(
  { run, views }: Kernel,
  source: AsyncIterable<Uint8Array>,
  { seed, rowsMax, clear }: LoadInto,
): Promise<boolean> {
  const input = bytesOf(source)
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    if (!(await input.fill(() => head, HEAD_BYTES))) return false
    const entries = head.readUInt32LE(24)
    const gone = head.readUInt32LE(32)
    if (!head.equals(headOf(seed, entries, gone)) || entries > rowsMax) return false
    clear(entries)
    let sum = sumOf(run, views, 0n, head)
    for (let from = 0; from <= entries; from += PIECE_ENTRIES) {
      const count = Math.min(PIECE_ENTRIES, entries - from)
      const bytes = count * ENTRY_BYTES
      if (!(await input.fill(() => views().records, bytes))) return false
      views().records.fill(0, bytes, bytes + SUM_STEP)
      sum = run.sum(sum, RECORDS.at, roundedUp(bytes))
      if (run.unpack(RECORDS.at, count) > 0) return false
    }
    const stored = Buffer.alloc(SUM_BYTES)
    const isWhole = (await input.fill(() => stored, SUM_BYTES)) && (await input.isAtEnd())
    return isWhole && stored.equals(sumBytes(sum)) && Number(run.gone.value) === gone
  } finally {
    await input.close()
  }
}

function headOf(seed: bigint, entries: number, gone: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(MAGIC)
  head.writeUInt32LE(VERSION, 8)
  head.writeBigUInt64LE(seed, 16)
  head.writeUInt32LE(entries, 24)
  head.writeUInt32LE(gone, 32)
  return head
}

function sumOf(run: Kernel['run'], views: Kernel['views'], before: bigint, head: Buffer): bigint {
  views().records.set(head)
  return run.sum(before, RECORDS.at, HEAD_BYTES)
}

function sumBytes(sum: bigint): Buffer {
  const bytes = Buffer.alloc(SUM_BYTES)
  bytes.writeBigUInt64LE(BigInt.asUintN(64, sum))
  return bytes
}

const roundedUp = (bytes: number) => Math.ceil(bytes / SUM_STEP) * SUM_STEP

/** Bytes that come cut anywhere, taken in the lengths that are wanted. */
function bytesOf(source: AsyncIterable<Uint8Array>) {
  const input = source[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array(0)
  let isEnded = false

  async function more(): Promise<boolean> {
    while (chunk.length === 0 && !isEnded) {
      const result = await input.next()
      if (result.done) isEnded = true
      else chunk = result.value
    }
    return chunk.length > 0
  }

  return {
    /** Fills the first `bytes` of a buffer, which is asked for anew each time; false if there are not so many. */
    async fill(target: () => Buffer, bytes: number): Promise<boolean> {
      for (let at = 0; at < bytes;) {
        if (!(await more())) return false
        const taken = Math.min(chunk.length, bytes - at)
        target().set(chunk.subarray(0, taken), at)
        chunk = chunk.subarray(taken)
        at += taken
      }
      return true
    },
    isAtEnd: async () => !(await more()),
    close: async () => void (await input.return?.()),
  }
}
