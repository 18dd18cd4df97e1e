// How a spreadsheet names its places.

/** The last row there is. */
export const ROWS_MAX = 1_048_576

const LETTERS = 26
const SHEET_NAME_MAX = 31

/** A, B, … Z, AA, … by position from 0. */
export function columnName(position: number): string {
  const letter = String.fromCharCode(65 + (position % LETTERS))
  return position < LETTERS ? letter : columnName(Math.floor(position / LETTERS) - 1) + letter
}

/**
 * Names that sheets can have: not too long, without the signs that mean something in a formula, and each only once,
 * told without regard to capital letters.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const plain = name.replace(/[[\]:*?/\\]/g, '-').replace(/^'+|'+$/g, '')
    const base = plain.trim() === '' ? 'Sheet' : plain
    for (let number = 1; ; number++) {
      const ending = number === 1 ? '' : ` (${number})`
      const free = `${base.slice(0, SHEET_NAME_MAX - ending.length)}${ending}`
      if (taken.has(free.toLowerCase())) continue
      taken.add(free.toLowerCase())
      return free
    }
  })
}
