import type { FileMapping } from '@/lib/mapping/file-mapping'

/**
 * The mapping under another file name. The files of an archive keep the names they have in it: only a mapping of the
 * delivered file itself is named as the delivery is.
 */
export function boundToName(mapping: readonly FileMapping[], from: string, to: string): FileMapping[] {
  const [only, ...more] = mapping
  if (!only || more.length > 0 || only.name !== from) return [...mapping]
  return [{ ...only, name: to }]
}
