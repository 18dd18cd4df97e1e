// One kernel: the WebAssembly module with a memory of its own, in which the block that is read, the records of its rows
// and the key table have their places. What the functions do is said where they are written, in the .as files.
import { kernelModule } from './kernel-module'

type Offset = number

export type KernelFunctions = {
  readonly seed: (ofKeys: bigint, ofContent: bigint) => void
  readonly regions: (block: Offset, records: Offset, columns: Offset) => void
  readonly watch: (cells: number, keys: number, contents: number, names: number, delimiter: number) => void
  readonly limit: (cellBytes: number, rowBytes: number, quotedBytes: number, quotedLines: number) => void
  readonly scan: (
    from: number,
    to: number,
    nulAt: number,
    textUntil: number,
    first: number,
    max: number,
    line: number,
  ) => number
  readonly nextAt: WebAssembly.Global
  readonly nextLine: WebAssembly.Global
  readonly probe: (first: number, count: number, isSecondLook: number) => number

  readonly clear: (at: Offset, capacity: number, slots: number, entriesMax: number) => void
  readonly resize: (capacity: number, slots: number) => void
  readonly rewind: () => void
  readonly entries: WebAssembly.Global
  readonly gone: WebAssembly.Global
  readonly changes: WebAssembly.Global
  readonly isFull: WebAssembly.Global
  readonly meet: (key: bigint, content: bigint, isWanted: number) => number
  readonly set: (key: bigint, value: bigint, addsKey: number) => number
  readonly lookAgain: (key: bigint) => number
  readonly takeLook: (key: bigint) => number
  readonly takeUnseen: (key: bigint) => number
  readonly countUnseen: () => number
  readonly finish: (unseenAreGone: number) => void
  readonly forgetChanges: () => void
  readonly pack: (from: number, count: number, out: Offset) => void
  readonly packDirty: (from: number, out: Offset, max: number) => number
  readonly packedTo: WebAssembly.Global
  readonly unpack: (from: Offset, count: number) => number

  readonly mixPiece: (hash: bigint, from: Offset, length: number) => bigint
  readonly mixLastPiece: (hash: bigint, from: Offset, length: number, textLength: number) => bigint
  readonly endKey: (hash: bigint) => bigint
  readonly sum: (before: bigint, from: Offset, length: number) => bigint

  readonly lostAt: (at: Offset, bytes: number) => void
  readonly lose: (value: bigint) => void
  readonly mayBeLost: (value: bigint) => number

  readonly keyListAt: (at: Offset, seed: bigint) => void
  readonly emptyKeyList: () => void
  readonly keyListUsed: WebAssembly.Global
  readonly listKey: (from: Offset, length: number, hasMore: number) => void
  readonly findUnseen: (from: Offset, length: number, out: Offset) => number
  readonly keysRead: WebAssembly.Global
}

const KIB = 1024

/** Bytes; each region may be read a little beyond its end. */
export const SCRATCH = { at: KIB, bytes: 60 * KIB }
export const COLUMNS = { at: 64 * KIB, bytes: 128 * KIB }
export const KEYS = { at: 192 * KIB, bytes: 256 * KIB }
export const RECORDS = { at: 512 * KIB, bytes: 1024 * KIB }
export const BLOCK = { at: 1600 * KIB, bytes: 400 * KIB }
export const LOST = { at: 2048 * KIB, bytes: 2048 * KIB }
export const TABLE_AT = 4096 * KIB

/** How the regions look from JavaScript. Growth of the memory takes the old views away: never keep one. */
export type KernelViews = {
  readonly scratch: Buffer
  readonly columns: Int32Array
  readonly keys: Buffer
  readonly records: Buffer
  readonly recordNumbers: Int32Array
  readonly recordHashes: BigUint64Array
  readonly block: Buffer
}

export type Kernel = {
  readonly run: KernelFunctions
  readonly views: () => KernelViews
  /** Sees to it that the memory behind `TABLE_AT` has so many bytes; new ones are 0. */
  readonly growTable: (bytes: number) => void
}

const PAGE_BYTES = 64 * KIB

let compiled: WebAssembly.Module | undefined

export function openKernel(): Kernel {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelModule, 'base64'))
  const memory = new WebAssembly.Memory({ initial: TABLE_AT / PAGE_BYTES })
  const instance = new WebAssembly.Instance(compiled, { env: { memory } })
  const run = instance.exports as unknown as KernelFunctions
  run.regions(BLOCK.at, RECORDS.at, COLUMNS.at)
  let views = viewsOf(memory.buffer)
  let viewed = memory.buffer

  return {
    run,
    views() {
      if (viewed !== memory.buffer) {
        viewed = memory.buffer
        views = viewsOf(viewed)
      }
      return views
    },
    growTable(bytes) {
      // A few bytes more: hashing reads beyond the end of what it hashes.
      const pages = Math.ceil((TABLE_AT + bytes + 64 - memory.buffer.byteLength) / PAGE_BYTES)
      if (pages > 0) memory.grow(pages)
    },
  }
}

function viewsOf(buffer: ArrayBuffer): KernelViews {
  return {
    scratch: Buffer.from(buffer, SCRATCH.at, SCRATCH.bytes),
    columns: new Int32Array(buffer, COLUMNS.at, COLUMNS.bytes / 4),
    keys: Buffer.from(buffer, KEYS.at, KEYS.bytes),
    records: Buffer.from(buffer, RECORDS.at, RECORDS.bytes),
    recordNumbers: new Int32Array(buffer, RECORDS.at, RECORDS.bytes / 4),
    recordHashes: new BigUint64Array(buffer, RECORDS.at, RECORDS.bytes / 8),
    block: Buffer.from(buffer, BLOCK.at, BLOCK.bytes),
  }
}
