// The cells of one broken line, as well as they can be told: for finding the key of a bad row and for showing it.

/**
 * Splits the text of one line. A quote that is not closed on the line, or that stands inside a cell, is an ordinary
 * character; text after a closing quote stays with its cell.
 */
export function splitLine(text: string, delimiter: string, cellsMax: number): string[] {
  const cells: string[] = []
  let at = 0
  while (cells.length < cellsMax) {
    const from = at
    const closing = text[at] === '"' ? closingQuote(text, at + 1) : -1
    const next = text.indexOf(delimiter, closing < 0 ? at : closing + 1)
    const end = next < 0 ? text.length : next
    const quoted = closing < 0 ? '' : text.slice(from + 1, closing).replaceAll('""', '"')
    cells.push(closing < 0 ? text.slice(from, end) : quoted + text.slice(closing + 1, end))
    if (next < 0) break
    at = next + delimiter.length
  }
  return cells
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at
  }
  return -1
}
