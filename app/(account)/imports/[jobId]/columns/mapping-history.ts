// Undo and redo of mapping edits: a list of drafts with the edit that led from each to the next.
import { applyEdit, type MappingDraft, type MappingEdit } from './mapping-draft'

type Step = { readonly before: MappingDraft; readonly edit: MappingEdit }

export type MappingHistory = {
  readonly draft: MappingDraft
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
}

export type HistoryAction =
  | { readonly type: 'edit'; readonly edit: MappingEdit }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'restart'; readonly draft: MappingDraft }

const STEPS_MAX = 200

export function startHistory(draft: MappingDraft): MappingHistory {
  return { draft, done: [], undone: [] }
}

/** The history after one action; a new edit forgets what was undone before it. */
export function advanceHistory(history: MappingHistory, action: HistoryAction): MappingHistory {
  switch (action.type) {
    case 'edit': {
      const draft = applyEdit(history.draft, action.edit)
      if (draft === history.draft) return history
      return {
        draft,
        done: [...history.done, { before: history.draft, edit: action.edit }].slice(-STEPS_MAX),
        undone: [],
      }
    }
    case 'undo': {
      const step = history.done.at(-1)
      if (!step) return history
      return { draft: step.before, done: history.done.slice(0, -1), undone: [...history.undone, step] }
    }
    case 'redo': {
      const step = history.undone.at(-1)
      if (!step) return history
      return {
        draft: applyEdit(step.before, step.edit),
        done: [...history.done, { before: step.before, edit: step.edit }],
        undone: history.undone.slice(0, -1),
      }
    }
    case 'restart':
      return startHistory(action.draft)
  }
}
