// Pairs of rows and columns, none of them in two pairs, whose weights add up to the most (the Hungarian method, with
// shortest augmenting paths). A row or column may stay alone.

export type Pair = { readonly row: number; readonly column: number; readonly weight: number }

/** @param pairs what may be paired, by places counted from 0; weights above 0. */
export function heaviestPairs(pairs: readonly Pair[]): Pair[] {
  return piecesOf(pairs).flatMap((piece) => (piece.length === 1 ? piece : heaviestOfPiece(piece)))
}

/** What hangs together through a row or column: most headers compete with nobody. */
function piecesOf(pairs: readonly Pair[]): Pair[][] {
  const parent = new Map<string, string>()
  const rootOf = (name: string): string => {
    let root = name
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    parent.set(name, root)
    return root
  }
  for (const { row, column } of pairs) parent.set(rootOf(`row ${row}`), rootOf(`column ${column}`))
  const pieces = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const root = rootOf(`row ${pair.row}`)
    pieces.set(root, [...(pieces.get(root) ?? []), pair])
  }
  return [...pieces.values()]
}

function heaviestOfPiece(pairs: readonly Pair[]): Pair[] {
  const rows = [...new Set(pairs.map(({ row }) => row))]
  const kept = withoutHopeless(pairs, rows.length)
  const columns = [...new Set(kept.map(({ column }) => column))]
  const weights = rows.map((row) => {
    const own = new Map(kept.filter((pair) => pair.row === row).map(({ column, weight }) => [column, weight]))
    return columns.map((column) => own.get(column) ?? 0)
  })
  return rowOfEachColumn(weights).flatMap((row, at) => {
    const pair = kept.find((one) => one.row === rows[row] && one.column === columns[at])
    return pair ? [pair] : []
  })
}

/** A row never needs more columns to choose from than there are rows. */
function withoutHopeless(pairs: readonly Pair[], rows: number): Pair[] {
  const byRow = new Map<number, Pair[]>()
  for (const pair of pairs) byRow.set(pair.row, [...(byRow.get(pair.row) ?? []), pair])
  return [...byRow.values()].flatMap((own) => own.toSorted((a, b) => b.weight - a.weight).slice(0, rows))
}

/**
 * For each column the row it is paired with, or -1. There is a column for every row to stay alone in, of weight 0.
 * @param weights of each row, by column.
 */
function rowOfEachColumn(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length
  const real = weights[0]?.length ?? 0
  const columns = real + rows
  const cost = (row: number, column: number) => -(column < real ? (weights[row - 1]?.[column] ?? 0) : 0)
  // Rows are counted from 1, so that 0 can stand for none; the column after the last one is where each search begins.
  const rowOf = new Array<number>(columns + 1).fill(0)
  const rowPrice = new Array<number>(rows + 1).fill(0)
  const columnPrice = new Array<number>(columns + 1).fill(0)
  for (let row = 1; row <= rows; row++) {
    rowOf[columns] = row
    const way = new Array<number>(columns).fill(columns)
    const least = new Array<number>(columns).fill(Infinity)
    const isUsed = new Array<boolean>(columns + 1).fill(false)
    let at = columns
    while (rowOf[at] !== 0) {
      isUsed[at] = true
      const from = rowOf[at] ?? 0
      let [step, next] = [Infinity, columns]
      for (let column = 0; column < columns; column++) {
        if (isUsed[column]) continue
        const reduced = cost(from, column) - (rowPrice[from] ?? 0) - (columnPrice[column] ?? 0)
        if (reduced < (least[column] ?? 0)) {
          least[column] = reduced
          way[column] = at
        }
        if ((least[column] ?? 0) < step) [step, next] = [least[column] ?? 0, column]
      }
      for (let column = 0; column <= columns; column++) {
        if (isUsed[column]) {
          const owner = rowOf[column] ?? 0
          rowPrice[owner] = (rowPrice[owner] ?? 0) + step
          columnPrice[column] = (columnPrice[column] ?? 0) - step
        } else if (column < columns) least[column] = (least[column] ?? 0) - step
      }
      at = next
    }
    while (at !== columns) {
      const before = way[at] ?? columns
      rowOf[at] = rowOf[before] ?? 0
      at = before
    }
  }
  return rowOf.slice(0, real).map((row) => row - 1)
}
