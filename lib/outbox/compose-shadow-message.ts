// The message about a candidate that says something else than the version in use. Numbers only: no value of a cell.
import { env } from '@/lib/platform/env'
import type { Translate } from '@/lib/words/translate'
import { visible, type MessageContent } from './message-content'
import type { MessageParams } from './message-params'

const counted = ['asBefore', 'differs', 'rejected', 'accepted', 'deactivated', 'kept'] as const

export function composeShadowDiffers(words: Translate, params: MessageParams<'shadow-differs'>): MessageContent {
  const { fileName, templateName, runId, refused } = params
  const different = counted.slice(1).reduce((sum, name) => sum + params[name], 0)
  const values = { name: visible(templateName), fileName: visible(fileName), refused, different }
  const rows = counted.map((name) => [String(params[name]), words(`messages.shadow-differs.counts.${name}`)])
  return {
    subject: words('messages.shadow-differs.subject', values),
    blocks: [
      { type: 'paragraph', text: words('messages.shadow-differs.action', values) },
      {
        type: 'table',
        caption: words('messages.shadow-differs.caption'),
        head: [words('messages.counts.number'), words('messages.counts.what')],
        rows,
      },
      { type: 'link', text: words('messages.openRun'), href: `${env().publicUrl}/runs/${runId}` },
    ],
    footer: words('messages.footer', { link: `${env().publicUrl}/settings` }),
  }
}
