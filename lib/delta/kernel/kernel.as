// What the WebAssembly module offers; `node lib/delta/kernel/build.mjs` compiles it into kernel-module.ts.
export { endKey, mixLastPiece, mixPiece, sum } from './hash'
export { emptyKeyList, findUnseen, keyListAt, keyListUsed, keysRead, listKey } from './key-list'
export { lose, lostAt, mayBeLost } from './lost'
export { entries, isFull, resize, rewind, warmed } from './entries'
export { probe } from './probe'
export { limit, regions, seed, watch } from './record'
export { nextAt, nextLine, scan } from './scan'
export {
  changes,
  clear,
  countUnseen,
  finish,
  forgetChanges,
  gone,
  lookAgain,
  meet,
  pack,
  packDirty,
  packedTo,
  set,
  takeLook,
  takeUnseen,
  unpack,
} from './table'
