// A value list: whole cells replaced by other texts. A cell that is not on the list stays as it is, so that a new value
// is reported by the check and not dropped.

/** @param values from the cell as it stands, or without the blanks around it, to what it becomes. */
export function replace(values: Readonly<Record<string, string>>): (text: string) => string {
  // A map, because a cell may say "constructor".
  const list = new Map(Object.entries(values))
  return (text) => list.get(text) ?? list.get(text.trim()) ?? text
}
