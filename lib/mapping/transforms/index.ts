// Changes a template makes to a cell's text before it is checked, applied in order. One file a transform; also used in
// the browser to show samples before and after.
import type { Transform } from '../file-mapping'
import { defaultValue } from './default-value'
import { lowercase } from './lowercase'
import { replace } from './replace'
import { trim } from './trim'
import { uppercase } from './uppercase'

export type ChangeText = (text: string) => string

/** One function for all transforms of a column; undefined if there is nothing to change. */
export function compileTransforms(transforms: readonly Transform[]): ChangeText | undefined {
  const steps = transforms.map(compileTransform)
  if (steps.length < 2) return steps[0]
  return (text) => steps.reduce((changed, step) => step(changed), text)
}

/**
 * The texts that these transforms may make into others. Any other text stays as it is, unless it is blank or has blanks
 * at its ends. Undefined where they cannot be listed.
 */
export function changedTexts(transforms: readonly Transform[]): string[] | undefined {
  if (transforms.some(({ type }) => type === 'lowercase' || type === 'uppercase')) return undefined
  return transforms.flatMap((transform) => (transform.type === 'replace' ? Object.keys(transform.values) : []))
}

/** The text after all transforms. For many cells, compileTransforms once. */
export function applyTransforms(text: string, transforms: readonly Transform[]): string {
  return compileTransforms(transforms)?.(text) ?? text
}

function compileTransform(transform: Transform): ChangeText {
  switch (transform.type) {
    case 'trim':
      return trim
    case 'lowercase':
      return lowercase
    case 'uppercase':
      return uppercase
    case 'replace':
      return replace(transform.values)
    case 'default':
      return defaultValue(transform.value)
  }
}
