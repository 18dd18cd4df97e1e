// Whole values by a list, texts within a value, and the value of a blank cell.
import type { Remarked } from '@/lib/validation/cell'
import type { ChangeText } from './index'
import type { TransformOf } from './transform'

/**
 * Whole values by a list, each as it stands or without the blanks around it. What the list makes of others is known, too,
 * and stays. A text on neither side stays as it is, so that the check reports it, unless the list says that it is complete.
 */
export function replace({ values, unseen }: TransformOf<'replace'>): ChangeText {
  // A map, because a cell may say "constructor".
  const list = new Map(Object.entries(values))
  const results = new Set(Object.values(values))
  return (text) => {
    const known = list.get(text) ?? list.get(text.trim())
    if (known !== undefined || !unseen) return known ?? text
    if (text.trim() === '' || results.has(text) || results.has(text.trim())) return text
    return { text, value: text, code: 'value-not-listed', severity: unseen }
  }
}

/** Every place where the text stands, letter by letter; never longer than the limit. */
export function find(
  { find: wanted, with: instead }: TransformOf<'find'>,
  lengthMax: number,
  tooLong: (text: string) => Remarked,
): ChangeText {
  return (text) => {
    const pieces = text.split(wanted)
    const length = text.length + (pieces.length - 1) * (instead.length - wanted.length)
    return length > lengthMax && length > text.length ? tooLong(text) : pieces.join(instead)
  }
}

/** The value where the cell is blank; a cell that says something is never replaced. */
export function defaultValue({ value }: TransformOf<'default'>): (text: string) => string {
  return (text) => (text.trim() === '' ? value : text)
}
