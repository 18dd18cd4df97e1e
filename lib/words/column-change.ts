// A change of a file's columns in words. Positions are counted from 1, as people count columns.
import type { ColumnChange } from '@/lib/mapping/column-change'
import type { Translate } from './translate'

type Show = (text: string) => string

/**
 * @param show what is done to every header before it stands in the sentence.
 * @returns one or two sentences: what has changed, and what becomes of the column.
 */
export function columnChangeSentence(words: Translate, change: ColumnChange, show: Show = (text) => text): string {
  const column = show(change.column)
  const yes = (is: boolean) => (is ? 'yes' : 'no')
  switch (change.kind) {
    case 'renamed': {
      const reasons = change.evidence.map((one) =>
        words(`columnChanges.evidence.${one}`, { version: change.version ?? 0 }),
      )
      const params = { column, to: show(change.to), isSure: yes(change.isSure), reasons: reasons.join(', ') }
      return words(`columnChanges.${change.kind}`, params)
    }
    case 'missing': {
      const { field, isRequired } = change
      const params = { isRequired: yes(isRequired), hasField: yes(field !== null), field: field ?? '' }
      return words(`columnChanges.${change.kind}`, { column, ...params })
    }
    case 'respelled':
      return words(`columnChanges.${change.kind}`, { column, to: show(change.to) })
    case 'moved': {
      const { position, toPosition, after } = change
      const params = {
        from: position + 1,
        now: toPosition + 1,
        hasAfter: yes(after !== null),
        after: show(after ?? ''),
      }
      return words(`columnChanges.${change.kind}`, { column, ...params })
    }
    case 'new': {
      const { toPosition, suggestion, isSensitive } = change
      const params = { isSensitive: yes(isSensitive), hasSuggestion: yes(suggestion !== null) }
      return words(`columnChanges.${change.kind}`, {
        column,
        now: toPosition + 1,
        suggestion: suggestion ?? '',
        ...params,
      })
    }
    case 'repeated': {
      const positions = change.positions.map((position) => position + 1).join(', ')
      return words(`columnChanges.${change.kind}`, { column, positions })
    }
  }
}
