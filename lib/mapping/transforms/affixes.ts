// Texts in front of a value and behind it. Blanks around the value are not part of it.
import type { TransformOf } from './transform'

type Change = (text: string) => string

/** Once: what stands behind it may begin so again. */
export function stripStart({ text: start }: TransformOf<'strip-start'>): Change {
  return onValue((value) => (value.startsWith(start) ? value.slice(start.length) : value))
}

export function stripEnd({ text: end }: TransformOf<'strip-end'>): Change {
  return onValue((value) => (value.endsWith(end) ? value.slice(0, -end.length) : value))
}

export function addStart({ text: start }: TransformOf<'add-start'>): Change {
  return onValue((value) => start + value)
}

export function addEnd({ text: end }: TransformOf<'add-end'>): Change {
  return onValue((value) => value + end)
}

/** A blank cell has no value to which anything could be done. */
function onValue(change: Change): Change {
  return (text) => {
    const value = text.trim()
    return value === '' ? text : change(value)
  }
}
