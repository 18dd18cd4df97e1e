/** The value where the cell is blank; a cell that says something is never replaced. */
export function defaultValue(value: string): (text: string) => string {
  return (text) => (text.trim() === '' ? value : text)
}
