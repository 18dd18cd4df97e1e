// Puts a message into words: for the mail, and for the page that shows what was or will be sent.
import type { Locale } from '@/lib/words/locales'
import { translatorFor, type Translate } from '@/lib/words/translate'
import { composeInvitation, composeNoTemplate } from './compose-other-message'
import { composePullFailed, composePullRecovered } from './compose-pull-message'
import { composeHeld, composeImported, composeRehearsed, composeRejected } from './compose-run-message'
import { composeShadowDiffers } from './compose-shadow-message'
import { composeUndoFailed, composeUndone } from './compose-undo-message'
import { toHtml } from './html'
import { subjectLine, type MessageContent } from './message-content'
import { isMessageKind, messageParams, type MessageKind } from './message-params'
import { toPlainText } from './plain-text'

export type RenderedMessage = { readonly subject: string; readonly text: string; readonly html: string }

export type MessageToRender = {
  /** As stored; one of messageKinds. */
  readonly kind: string
  /** As stored. */
  readonly params: unknown
  readonly locale: Locale
  /** Of an invitation, only while its mail is made. */
  readonly link?: string
}

/**
 * @returns subject (one line), plain text and HTML, which say the same.
 * @throws Error for a kind or params that this version does not know.
 */
export function renderMessage({ kind, params, locale, link }: MessageToRender): RenderedMessage {
  if (!isMessageKind(kind)) throw new Error(`There are no words for a message of the kind ${kind}.`)
  const composed = compose(kind, params, translatorFor(locale), link)
  const content = { ...composed, subject: subjectLine(composed.subject) }
  return { subject: content.subject, text: toPlainText(content), html: toHtml(content, locale) }
}

function compose(kind: MessageKind, stored: unknown, words: Translate, link?: string): MessageContent {
  switch (kind) {
    case 'import-complete':
    case 'import-problems':
      return composeImported(words, kind, messageParams[kind].parse(stored))
    case 'rehearsed':
      return composeRehearsed(words, messageParams.rehearsed.parse(stored))
    case 'held':
      return composeHeld(words, messageParams.held.parse(stored))
    case 'rejected':
      return composeRejected(words, messageParams.rejected.parse(stored))
    case 'undone':
      return composeUndone(words, messageParams.undone.parse(stored))
    case 'undo-failed':
      return composeUndoFailed(words, messageParams['undo-failed'].parse(stored))
    case 'shadow-differs':
      return composeShadowDiffers(words, messageParams['shadow-differs'].parse(stored))
    case 'pull-failed':
      return composePullFailed(words, messageParams['pull-failed'].parse(stored))
    case 'pull-recovered':
      return composePullRecovered(words, messageParams['pull-recovered'].parse(stored))
    case 'no-template':
      return composeNoTemplate(words, messageParams['no-template'].parse(stored))
    case 'invitation':
      return composeInvitation(words, messageParams.invitation.parse(stored), link)
  }
}
