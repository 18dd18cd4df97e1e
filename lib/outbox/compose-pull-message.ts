// Messages about a server from which files are fetched: that a person is needed, and that it works again.
import { env } from '@/lib/platform/env'
import type { Translate } from '@/lib/words/translate'
import { visibleParams, type Block, type MessageContent } from './message-content'
import type { MessageParams } from './message-params'

const paragraph = (text: string): Block => ({ type: 'paragraph', text })

export function composePullFailed(words: Translate, params: MessageParams<'pull-failed'>): MessageContent {
  const { sourceId, sourceName, host, failures, reason, details } = params
  const values = visibleParams({ ...details, sourceName, host, failures })
  const title = words(`pull.trouble.${reason}.title`, values)
  return {
    subject: words('messages.pull-failed.subject', { ...values, title }),
    blocks: [
      paragraph(words(`pull.trouble.${reason}.todo`, values)),
      paragraph(words('messages.pull-failed.what', { ...values, title })),
      link(words, sourceId),
    ],
    footer: footer(words),
  }
}

export function composePullRecovered(words: Translate, params: MessageParams<'pull-recovered'>): MessageContent {
  const values = visibleParams({ sourceName: params.sourceName, host: params.host })
  return {
    subject: words('messages.pull-recovered.subject', values),
    blocks: [paragraph(words('messages.pull-recovered.action', values)), link(words, params.sourceId)],
    footer: footer(words),
  }
}

const footer = (words: Translate) => words('messages.footer', { link: `${env().publicUrl}/settings` })
const link = (words: Translate, sourceId: string): Block => ({
  type: 'link',
  text: words('messages.openPullSource'),
  href: `${env().publicUrl}/transfers/pull/${sourceId}`,
})
