// How large a file may be by the rules of the system it is for. How large one may be for Rollcall is a setting of the
// installation and decided where files come in.
import { ONEROSTER_FILES, ONEROSTER_ZIP, ONEROSTER_ZIP_BYTES_MAX } from './naviance/family'
import { importTypeNamed } from './index'

/**
 * The most bytes a file may have as it is sent, packed or not.
 * @param importType full name of a type, or what stands for a bundle of several.
 * @param fileName a bundle is told by the name its receiver demands; capital and small letters do not count here.
 * @returns undefined where no such rule is known.
 */
export function sizeLimitOf(importType: string, fileName: string): number | undefined {
  if (fileName.toLowerCase() === ONEROSTER_ZIP.toLowerCase()) return ONEROSTER_ZIP_BYTES_MAX
  return importTypeNamed(importType)?.maxBytes
}

/** A package in which a system takes files of the type, with a name and a limit of its own. */
export function packageWith(importType: string): { readonly fileName: string; readonly maxBytes: number } | undefined {
  return ONEROSTER_FILES.includes(importType)
    ? { fileName: ONEROSTER_ZIP, maxBytes: ONEROSTER_ZIP_BYTES_MAX }
    : undefined
}
