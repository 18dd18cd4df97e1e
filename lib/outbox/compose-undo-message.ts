// The messages the undo of a run ends in: undone, or not.
import { env } from '@/lib/platform/env'
import type { Translate } from '@/lib/words/translate'
import { visible, type Block, type MessageContent } from './message-content'
import type { MessageParams } from './message-params'

/** What an undo did to the records: reversed, kept as others left them, not to be undone. */
export function composeUndone(words: Translate, params: MessageParams<'undone'>): MessageContent {
  const { counts, by, fileName, templateName, runId, isRedo } = params
  const reversed = counts.added + counts.changed + counts.deactivated + counts.removed
  const left = counts.kept + counts.failed
  const name = visible(templateName ?? words('messages.oneTime', { fileName: visible(fileName) }))
  const what = isRedo ? 'yes' : 'no'
  const values = { name, fileName: visible(fileName), by: visible(by), reversed, left, isRedo: what }
  const buckets = [
    [String(reversed), words('messages.undone.reversed')],
    [String(counts.kept), words('messages.undone.kept')],
    [String(counts.failed), words('messages.undone.failed')],
  ]
  return {
    subject: words('messages.undone.subject', values),
    blocks: [
      paragraph(words('messages.undone.action', values)),
      {
        type: 'table',
        caption: words('messages.undone.caption'),
        head: [words('messages.counts.number'), words('messages.counts.what')],
        rows: buckets,
      },
      openRun(words, runId),
    ],
    footer: words('messages.footer', { link: `${env().publicUrl}/settings` }),
  }
}

/** Nothing was undone, because of us or because the history is gone. */
export function composeUndoFailed(words: Translate, params: MessageParams<'undo-failed'>): MessageContent {
  const { fileName, templateName, runId } = params
  const name = visible(templateName ?? words('messages.oneTime', { fileName: visible(fileName) }))
  return {
    subject: words('messages.undo-failed.subject', { name }),
    blocks: [paragraph(words('messages.undo-failed.action', { fileName: visible(fileName) })), openRun(words, runId)],
    footer: words('messages.footer', { link: `${env().publicUrl}/settings` }),
  }
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text })

const openRun = (words: Translate, runId: string): Block => ({
  type: 'link',
  text: words('messages.openRun'),
  href: `${env().publicUrl}/runs/${runId}`,
})
