// What can differ between two states of a template, as data: whatever shows it makes the words (difference-in-words.ts).
import type { Combination, Transform } from '@/lib/mapping/file-mapping'
import type { TemplateSettings } from '../template-settings'

export type SettingName = keyof TemplateSettings

/** A difference of the template itself. */
export type GeneralDifference =
  | { readonly code: 'name' | 'file-name' | 'import-type'; readonly before: string; readonly after: string }
  | { readonly code: 'setting'; readonly setting: SettingName; readonly before: unknown; readonly after: unknown }

/** A difference of one of its files. */
export type FileDifference =
  | { readonly code: 'file-added' | 'file-removed'; readonly columns: number }
  | { readonly code: 'file-type'; readonly before: string; readonly after: string }
  | {
      readonly code: 'dialect'
      readonly part: 'encoding' | 'delimiter' | 'quote' | 'headerLine'
      readonly before: string | number
      readonly after: string | number
    }
  | { readonly code: 'may-be-absent'; readonly after: boolean }
  /** What is looked for in an archive that holds one file. */
  | { readonly code: 'file-renamed'; readonly before: string; readonly after: string }
  /** The file comes elsewhere among the others. */
  | { readonly code: 'file-moved'; readonly before: number; readonly after: number }
  /** The columns are, in another order than before, which is not theirs in the file. */
  | { readonly code: 'columns-listed-otherwise' }
  | { readonly code: 'column-added' | 'column-removed'; readonly header: string; readonly field: string | null }
  | { readonly code: 'mapped' | 'unmapped'; readonly header: string; readonly field: string }
  | { readonly code: 'remapped'; readonly header: string; readonly before: string; readonly after: string }
  | { readonly code: 'moved'; readonly header: string; readonly before: number; readonly after: number }
  | {
      readonly code: 'transforms'
      readonly header: string
      readonly field: string
      readonly before: readonly Transform[]
      readonly after: readonly Transform[]
    }
  /** Of several columns that fill one field, this one comes elsewhere. */
  | { readonly code: 'order'; readonly header: string; readonly field: string }
  /** How one field is made of several columns; null: it is not. */
  | {
      readonly code: 'combined'
      readonly field: string
      readonly before: Combination | null
      readonly after: Combination | null
    }
  | {
      readonly code: 'constant'
      readonly field: string
      readonly before: string | null
      readonly after: string | null
    }
  /** Something else about the column, or the file, that has no words of its own yet. */
  | { readonly code: 'column-detail'; readonly header: string }
  | { readonly code: 'file-detail' }

export type FileDiff = {
  /** The file's name now; before, where it is no longer there. */
  readonly name: string
  readonly importType: string
  readonly differences: readonly FileDifference[]
}

export type TemplateDiff = {
  readonly general: readonly GeneralDifference[]
  /** The files in which anything differs. */
  readonly files: readonly FileDiff[]
}

/** Whether the two are the same. */
export function isSame(diff: TemplateDiff): boolean {
  return diff.general.length === 0 && diff.files.length === 0
}
