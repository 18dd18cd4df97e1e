// One part of a value that holds several: the first name of "Reyes, Maya".
import type { TransformOf } from './transform'

/** @returns the part without the blanks around it; blank where the value has no such part. */
export function part({ separator, part: place, rest }: TransformOf<'part'>): (text: string) => string {
  return (text) => {
    const parts = partsOf(text, separator)
    const index = place > 0 ? place - 1 : parts.length + place
    if (index < 0 || index >= parts.length) return ''
    if (!rest) return parts[index]?.trim() ?? ''
    const several = place > 0 ? parts.slice(index) : parts.slice(0, index + 1)
    return several.join(separator).trim()
  }
}

/** Where blanks separate, any number of them are one. */
function partsOf(text: string, separator: string): string[] {
  if (separator.trim() !== '') return text.split(separator)
  const value = text.trim()
  return value === '' ? [] : value.split(/\s+/)
}
