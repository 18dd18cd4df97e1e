// What the bytes of a cell are.

const QUOTE: i8 = 34

// @ts-ignore: decorator
@inline
export function isPlain(from: usize, length: i32): bool {
  if (length == 0 || load<u8>(from) == 0x20 || load<u8>(from + length - 1) == 0x20) return false
  const blank = i8x16.splat(0x20)
  const del = i8x16.splat(0x7f)
  const quote = i8x16.splat(QUOTE)
  for (let left = length; left > 0; left -= 16, from += 16) {
    const v = v128.load(from)
    // Bytes above 0x7F are negative here.
    let odd = i8x16.bitmask(v128.or(i8x16.lt_s(v, blank), v128.or(i8x16.eq(v, del), i8x16.eq(v, quote))))
    if (left < 16) odd &= (1 << left) - 1
    if (odd != 0) return false
  }
  return true
}

/** Well-formed UTF-8: the Unicode standard, table 3-7. Asked only in a block where something is not. */
export function isUtf8(at: usize, end: usize): bool {
  while (at < end) {
    const c = <u32>load<u8>(at++)
    if (c < 0x80) continue
    if (c < 0xc2 || c > 0xf4) return false
    const more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3
    if (at + more > end) return false
    const second = <u32>load<u8>(at)
    const least: u32 = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80
    const most: u32 = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf
    if (second < least || second > most) return false
    for (let index = 1; index < more; index++) {
      if ((<u32>load<u8>(at + index) & 0xc0) != 0x80) return false
    }
    at += more
  }
  return true
}
