import type { WordedDiff } from '@/lib/templates/diff/difference-in-words'

/** What a template file would do, as the page shows it. */
export type ShownPlan = {
  readonly name: string
  readonly fileName: string
  readonly type: string
  /** Values that somebody wrote into the mapping. */
  readonly values: number
  readonly isSame: boolean
  readonly standing: { readonly id: string; readonly name: string; readonly version: number } | null
  readonly diff: WordedDiff
  readonly lookAlike: string | null
}

export type FileAnswer =
  | { readonly ok: true; readonly plan: ShownPlan }
  | { readonly ok: true; readonly templateId: string }
  | { readonly ok: false; readonly message: string; readonly problems: readonly string[] }
