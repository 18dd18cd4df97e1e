// One field out of several columns: each text is changed by its own transforms, those that say something are joined, and
// the whole is changed once more.
import { textOf, type Remarked } from '@/lib/validation/cell'
import type { Combination, Transform } from './file-mapping'
import { CHANGED_LENGTH_MAX, compileTransforms, goOn, isRefused, tooLong } from './transforms'

/**
 * @param transforms of the columns, in the order of their texts.
 * @returns what makes the field's text; blank texts leave no separator, and nothing but blank ones make a blank.
 */
export function combine(
  { separator, transforms: whole }: Combination,
  transforms: readonly (readonly Transform[])[],
): (texts: readonly string[]) => string | Remarked {
  const changes = transforms.map(compileTransforms)
  const changeWhole = compileTransforms(whole)
  return (texts) => {
    const parts = texts.map((text, index) => changes[index]?.(text) ?? text)
    const refused = parts.find(isRefused)
    if (refused) return refused
    const joined = parts
      .map((part) => textOf(part).trim())
      .filter((text) => text !== '')
      .join(separator)
    const remark = parts.find((part) => typeof part === 'object')
    const before = remark ? { ...remark, text: joined } : joined
    if (joined.length > CHANGED_LENGTH_MAX) return tooLong(joined)
    return changeWhole ? goOn(before, changeWhole) : before
  }
}
