// Which rows were in the file last time: for every key a hash of it and a hash of the content that was applied. 16 bytes a
// row in the kernel's memory, and five for an index, so that ten million rows fit. The texts of the keys are not here:
// they are in the key list, which whoever keeps the table keeps beside it.
//
// Two keys with the same 64-bit hash would be taken for one: of ten million, once in 400,000 files. The seed makes that a
// matter of chance for every template, and nobody can make it happen on purpose without it.
import { dumpTable, loadTable } from './dump-table'
import { keyLister } from './key-list'
import { LOST, openKernel, RECORDS, TABLE_AT, type Kernel } from './kernel/open-kernel'
import { unseenKeys } from './unseen-keys'
import { NEW_KEY, verdicts } from './verdict'

/** More rows than this are not remembered. */
export const ROWS_MAX = 12_000_000
/** A few rows more than last time do not make the table grow. */
const HEADROOM = 1.03
const CAPACITY_MIN = 1024
/** From here on the table grows by an eighth and not by its double. */
const CAPACITY_LARGE = 1_000_000
/** So much of the index's slots is taken at most: above, looking for a key takes long. */
const INDEX_LOAD_MAX = 0.9
const ENTRY_BYTES = 16
const SLOT_BYTES = 4
/** One value in a thousand is then taken for a lost one that is none. */
const LOST_BYTES_A_VALUE = 8
const LOST_BYTES_MIN = 4096

/** A mark in the place of a content hash, which is never below 16. */
const DIRTY = 1n
const HASH_BITS = (1n << 60n) - 1n
/** So that the hash of a key and of the same text as content are not one. */
const CONTENT_SEED = 0x5851f42d4c957f2dn

export type KeyTableOptions = {
  /** 64 bits, other ones for every template; a dump can be loaded with the same only. */
  readonly seed: bigint
  /** The table has room for so many from the beginning; it grows by itself. */
  readonly rowsExpected?: number
  /** To lower ROWS_MAX. */
  readonly rowsMax?: number
}

export type KeyTable = {
  /**
   * What a row is to this run. Parts are the canonical texts of the key.
   * @param hash of the row's content; undefined: the row is looked at next time too
   * @param isWanted also if it is the same, which then is told as changed
   */
  see(parts: readonly string[], hash: bigint | undefined, isWanted?: boolean): 'new' | 'same' | 'changed' | 'duplicate'
  /** The row will be looked at next time; a key that is unknown is added. */
  setDirty(parts: readonly string[]): void
  /** The same for a key that may be unknown, and then stays so. */
  setDirtyIfKnown(parts: readonly string[]): void
  /** For rebuilding from the records: the key's content had this hash. */
  put(parts: readonly string[], hash: bigint): void

  /**
   * Values that named a record when they were looked at last, and do not any more: rows in which a watched cell names one
   * are listed (`watched-columns.ts`). Said before a file is read, of so many values in all, or a few more.
   */
  lose(count: number): (value: string) => void
  /** Whether the value was lost; now and then also of one that was not. */
  mayBeLost(value: string): boolean

  /**
   * Asks for the row of a key in a second look at the file. 'will': it was passed over as same, and will be listed,
   * which is said once; 'listed': it was listed in this run, or will be; 'absent': this run has not met the key.
   */
  lookAgain(parts: readonly string[]): 'will' | 'listed' | 'absent'
  /** Whether the row of this key was asked for; only the first time. */
  takeLook(parts: readonly string[]): boolean

  /**
   * The keys that are known, not gone, and were not met in this run, in batches; each once in a run. The texts come
   * from the key list: all that `takeNewKeys` gave, in its order, cut anywhere. A key cut at its end is left out: whoever
   * must have all of them counts, and compares with `unseenCount`.
   */
  unseen(keyList: AsyncIterable<Uint8Array>): AsyncGenerator<string[][]>
  /** Looks through all of the table. */
  unseenCount(): number
  /** The keys first met since the last call, as a piece of the key list; empty if there are none. */
  takeNewKeys(): Uint8Array
  /** Ends the run; entries that it has not met are gone if `unseenAreGone`. */
  finish(unseenAreGone: boolean): void

  /** Entries whose record is there. */
  readonly live: number
  readonly gone: number
  /** Keys were turned away: their rows are new every time. */
  readonly isFull: boolean
  readonly seed: bigint
  /** Whether a dump would hold anything else than what was loaded. */
  readonly isChanged: boolean

  /**
   * The table as bytes, without what belongs to the run, in pieces that are valid until the next one is asked for.
   * Nothing may be asked of the table until all are taken.
   */
  dump(): Iterable<Uint8Array>
  /** False: no table, damaged, of another version or with another seed; the table is empty then. */
  load(source: AsyncIterable<Uint8Array>): Promise<boolean>
  /** The hashes of the keys to be looked at next time, eight bytes each; undefined if there are more than `max`. */
  dirtyKeys(max: number): Uint8Array | undefined
  /** Marks what `dirtyKeys` gave, as far as the keys are known. */
  markDirtyKeys(packed: Uint8Array): void

  /** For readDelta, which reads in the same memory; one file at a time. */
  readonly kernel: Kernel
  /** Sees to it that `rows` further keys fit, and that the key list has room for a batch. */
  makeRoom(rows: number): void
}

export function keyTable({ seed, rowsExpected = 0, rowsMax = ROWS_MAX }: KeyTableOptions): KeyTable {
  const kernel = openKernel()
  const { run } = kernel
  const keySeed = BigInt.asUintN(64, seed)
  run.seed(keySeed, keySeed ^ CONTENT_SEED)
  const lister = keyLister(kernel, keySeed)
  const { keyOf } = lister
  const capacityMax = Math.min(rowsMax, ROWS_MAX)
  let capacity = 0

  /** Sees to the memory, and says how many slots the index has. */
  function grow(rows: number): number {
    capacity = Math.min(capacityMax, Math.max(capacity, CAPACITY_MIN, Math.ceil(rows)))
    const slots = Math.ceil(capacity / INDEX_LOAD_MAX) + 1
    kernel.growTable(capacity * ENTRY_BYTES + slots * SLOT_BYTES)
    return slots
  }

  function clear(rows: number): void {
    const slots = grow(rows * HEADROOM)
    run.clear(TABLE_AT, capacity, slots, capacityMax)
    lister.take()
  }

  function makeRoom(rows: number): void {
    const wanted = Number(run.entries.value) + rows
    if (wanted <= capacity || capacity === capacityMax) return
    const slots = grow(Math.max(wanted, capacity * (capacity < CAPACITY_LARGE ? 2 : 9 / 8)))
    run.resize(capacity, slots)
  }

  function set(parts: readonly string[], value: bigint, addsKey: boolean): void {
    makeRoom(1)
    if (run.set(keyOf(parts), value, addsKey ? 1 : 0) === 1) lister.list(parts)
  }

  clear(rowsExpected)

  return {
    see(parts, hash, isWanted = false) {
      makeRoom(1)
      const verdict = run.meet(keyOf(parts), hash === undefined ? DIRTY : hash & HASH_BITS, isWanted ? 1 : 0)
      if (verdict === NEW_KEY) lister.list(parts)
      return verdicts[verdict] as 'new' | 'same' | 'changed' | 'duplicate'
    },
    setDirty: (parts) => set(parts, DIRTY, true),
    setDirtyIfKnown: (parts) => set(parts, DIRTY, false),
    put: (parts, hash) => set(parts, hash & HASH_BITS, true),

    lose(count) {
      run.lostAt(LOST.at, lostBytes(count))
      return (value) => run.lose(keyOf([value]))
    },
    mayBeLost: (value) => run.mayBeLost(keyOf([value])) === 1,

    lookAgain: (parts) => (['absent', 'will', 'listed'] as const)[run.lookAgain(keyOf(parts))] ?? 'absent',
    takeLook: (parts) => run.takeLook(keyOf(parts)) === 1,

    unseen: (keyList) => unseenKeys(kernel, lister, keyList),
    unseenCount: () => run.countUnseen(),
    takeNewKeys: () => lister.take(),
    finish: (unseenAreGone) => run.finish(unseenAreGone ? 1 : 0),

    get live() {
      return Number(run.entries.value) - Number(run.gone.value)
    },
    get gone() {
      return Number(run.gone.value)
    },
    get isFull() {
      return run.isFull.value !== 0
    },
    seed: keySeed,
    get isChanged() {
      return run.changes.value !== 0
    },

    dump: () => dumpTable(kernel, keySeed),
    async load(source) {
      const isLoaded = await loadTable(kernel, source, { seed: keySeed, rowsMax, clear })
      if (!isLoaded) clear(0)
      run.forgetChanges()
      return isLoaded
    },
    dirtyKeys: (max) => dirtyKeys(kernel, max),
    markDirtyKeys(packed) {
      const keys = Buffer.from(packed)
      for (let at = 0; at + 8 <= keys.length; at += 8) run.set(keys.readBigUInt64LE(at), DIRTY, 0)
    },

    kernel,
    makeRoom(rows) {
      makeRoom(rows)
      lister.makeRoom()
    },
  }
}

/** Few bytes for few values, so that they stay in the processor's cache. */
function lostBytes(count: number): number {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, count * LOST_BYTES_A_VALUE)))
  return Math.min(LOST.bytes, Math.max(LOST_BYTES_MIN, wanted))
}

function dirtyKeys({ run, views }: Kernel, max: number): Uint8Array | undefined {
  const pieces: Buffer[] = []
  const batch = RECORDS.bytes / 8
  let count = 0
  for (let entry = 0; ; entry = Number(run.packedTo.value)) {
    const found = run.packDirty(entry, RECORDS.at, batch)
    count += found
    if (count > max) return undefined
    pieces.push(Buffer.from(views().records.subarray(0, found * 8)))
    if (found < batch) return Buffer.concat(pieces)
  }
}
