// Changes a template makes to a cell's text before it is checked, applied in order. Also used in the browser to show
// samples before and after. No change throws, and none makes a text longer than a cell may be.
import { textOf, type Remarked } from '@/lib/validation/cell'
import { addEnd, addStart, stripEnd, stripStart } from './affixes'
import { capitalize, lowercase, trim, uppercase } from './case'
import { date } from './date'
import { grade } from './grade'
import { part } from './part'
import { defaultValue, find, replace } from './replace'
import type { Transform } from './transform'
import { yesNo } from './yes-no'
import { pad, stripZeros } from './zeros'

/** The changed text, or what there is to say about one that has no answer. */
export type ChangeText = (text: string) => string | Remarked

/** Characters of a changed text: as many as a cell of a file may have. */
export const CHANGED_LENGTH_MAX = 64 * 1024

/** One function for all transforms of a column; undefined if there is nothing to change. */
export function compileTransforms(transforms: readonly Transform[]): ChangeText | undefined {
  const steps = transforms.map((transform) => bounded(compileTransform(transform)))
  if (steps.length < 2) return steps[0]
  return (text) => {
    let changed: string | Remarked = text
    for (const step of steps) {
      changed = goOn(changed, step)
      if (isRefused(changed)) return changed
    }
    return changed
  }
}

/** The next step of a text that is not refused. What was said of it first stands. */
export function goOn(before: string | Remarked, step: ChangeText): string | Remarked {
  const after = step(textOf(before))
  if (typeof before === 'string' || isRefused(after)) return after
  return { ...before, text: textOf(after) }
}

export function isRefused(changed: string | Remarked): changed is Remarked {
  return typeof changed === 'object' && changed.severity === 'error'
}

/**
 * The texts that these transforms may make into others. Any other text stays as it is, unless it is blank or has blanks
 * at its ends. Undefined where they cannot be listed.
 */
export function changedTexts(transforms: readonly Transform[]): string[] | undefined {
  const lists: string[] = []
  for (const transform of transforms) {
    if (transform.type === 'replace' && !transform.unseen) lists.push(...Object.keys(transform.values))
    else if (transform.type !== 'default' && !(transform.type === 'trim' && !transform.inner)) return undefined
  }
  return lists
}

/** The text after all transforms. For many cells, compileTransforms once. */
export function applyTransforms(text: string, transforms: readonly Transform[]): string | Remarked {
  return compileTransforms(transforms)?.(text) ?? text
}

function bounded(change: ChangeText): ChangeText {
  return (text) => {
    const changed = change(text)
    const { length } = textOf(changed)
    return length > CHANGED_LENGTH_MAX && length > text.length ? tooLong(text) : changed
  }
}

/** What is said of a text that would become too long. */
export function tooLong(value: string): Remarked {
  return { text: '', value, code: 'value-too-long', params: { limit: CHANGED_LENGTH_MAX }, severity: 'error' }
}

function compileTransform(transform: Transform): ChangeText {
  switch (transform.type) {
    case 'trim':
      return trim(transform)
    case 'lowercase':
      return lowercase
    case 'uppercase':
      return uppercase
    case 'capitalize':
      return capitalize
    case 'replace':
      return replace(transform)
    case 'find':
      return find(transform, CHANGED_LENGTH_MAX, tooLong)
    case 'default':
      return defaultValue(transform)
    case 'date':
      return date(transform)
    case 'part':
      return part(transform)
    case 'strip-start':
      return stripStart(transform)
    case 'strip-end':
      return stripEnd(transform)
    case 'add-start':
      return addStart(transform)
    case 'add-end':
      return addEnd(transform)
    case 'pad':
      return pad(transform)
    case 'strip-zeros':
      return stripZeros
    case 'grade':
      return grade(transform)
    case 'yes-no':
      return yesNo(transform)
  }
}
