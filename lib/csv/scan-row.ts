// Finds the cells of one row in a block of UTF-8 bytes: offsets only, no text is made. RFC 4180 with LF, CRLF, CR and
// any mix of them as line ends. A quote counts only where a cell begins; at a stray one, or at text behind a closing one,
// scanning stops: from there on nobody knows which quotes open and which close.
import type { ReadLimits } from './read-limits'

export const LF = 10
export const CR = 13
export const QUOTE = 34

/** The cells hold bytes above 0x7F, so offsets in bytes are not offsets in characters. */
export const NON_ASCII = 1
/** At least one quoted cell holds a doubled quote. */
export const DOUBLED_QUOTE = 2
/** At least one cell has more bytes than a cell may have characters. */
export const LONG_CELL = 4

export type ScannedRow = {
  /** Where the text of each cell begins and where it ends, without its quotes: two numbers a cell. */
  readonly offsets: Int32Array
  /** Cells found: may be more than `offsets` holds. */
  count: number
  /** Where the row's text ends, before its line break. */
  end: number
  /** Where the next row begins. */
  next: number
  /** Line breaks inside quoted cells. */
  breaks: number
  /** For an unclosed quote: how many line breaks before it opened. */
  breaksBeforeQuote: number
  flags: number
}

export type ScanOutcome = 'row' | 'more' | 'stray' | 'unclosed'

export function emptyScannedRow(columnsMax: number): ScannedRow {
  return {
    offsets: new Int32Array(2 * columnsMax),
    count: 0,
    end: 0,
    next: 0,
    breaks: 0,
    breaksBeforeQuote: 0,
    flags: 0,
  }
}

export type RowScanner = (bytes: Uint8Array, from: number, to: number, isLast: boolean, row: ScannedRow) => ScanOutcome

/**
 * Makes the scanner for one delimiter.
 *
 * The scanner reads the row that begins at `from` into `row`. `bytes` must have a line feed at `bytes[to]`, one beyond the
 * data: it saves a bounds check per byte. `isLast` says that no bytes follow `to`. Answers 'row'; 'more' if the row does
 * not end within the data (call again from the same place with more); 'stray' at a quote inside an unquoted cell or at
 * text behind a closing quote; 'unclosed' if a quoted cell passes the limits or the end of the file. In all but the first
 * case `row` holds the cells before, and neither `end` nor `next`.
 */
export function rowScanner(delimiter: string, limits: ReadLimits): RowScanner {
  const separator = delimiter.charCodeAt(0)
  const { cellCharactersMax, quotedBytesMax, quotedLinesMax } = limits
  const isSpecial = new Uint8Array(256)
  for (const byte of [separator, LF, CR, QUOTE]) isSpecial[byte] = 1

  return function scanRow(bytes, from, to, isLast, row) {
    const { offsets } = row
    const capacity = offsets.length >> 1
    let at = from
    let count = 0
    let seen = 0
    let flags = 0
    let breaks = 0
    let outcome: ScanOutcome = 'more'
    let byte = 0

    for (;;) {
      let start = at
      let end = -1
      if (bytes[at] === QUOTE) {
        start = ++at
        const breaksBefore = breaks
        for (;;) {
          while ((byte = bytes[at]!) !== QUOTE && byte !== LF && byte !== CR) {
            seen |= byte
            at++
          }
          if (at >= to || at - start > quotedBytesMax || breaks - breaksBefore > quotedLinesMax) break
          if (byte !== QUOTE) {
            breaks++
            at += byte === CR && bytes[at + 1] === LF && at + 1 < to ? 2 : 1
          } else if (bytes[at + 1] === QUOTE) {
            flags |= DOUBLED_QUOTE
            at += 2
          } else {
            end = at++
            break
          }
        }
        if (end < 0) {
          if (isLast || at - start > quotedBytesMax || breaks - breaksBefore > quotedLinesMax) {
            row.breaksBeforeQuote = breaksBefore
            outcome = 'unclosed'
          }
          break
        }
        // Whether a quote at the very end closes the cell or is the first of two, only the next byte tells.
        if (at >= to && !isLast) break
      }

      const closed = at
      while (isSpecial[(byte = bytes[at]!)] === 0) {
        seen |= byte
        at++
      }
      if (byte === QUOTE || (end >= 0 && at > closed)) {
        outcome = 'stray'
        break
      }
      if (end < 0) end = at
      if (end - start > cellCharactersMax) flags |= LONG_CELL
      if (count < capacity) {
        offsets[2 * count] = start
        offsets[2 * count + 1] = end
      }
      count++

      if (at >= to) {
        if (!isLast) break
        row.end = to
        row.next = to
        outcome = 'row'
        break
      }
      if (byte === separator) {
        at++
        if (at >= to && !isLast) break
        continue
      }
      if (byte === CR && at + 1 >= to && !isLast) break
      row.end = at
      row.next = byte === CR && bytes[at + 1] === LF && at + 1 < to ? at + 2 : at + 1
      outcome = 'row'
      break
    }

    row.count = count
    row.breaks = breaks
    row.flags = seen > 127 ? flags | NON_ASCII : flags
    return outcome
  }
}
