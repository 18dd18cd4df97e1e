// The messages that tell of no run: a file that no template matched, and an invitation.
import { INVITATION_DAYS } from '@/lib/accounts/invitations'
import { env } from '@/lib/platform/env'
import type { Translate } from '@/lib/words/translate'
import { visible, visibleParams, type Block, type MessageContent } from './message-content'
import type { MessageParams } from './message-params'

const paragraph = (text: string): Block => ({ type: 'paragraph', text })

export function composeNoTemplate(words: Translate, params: MessageParams<'no-template'>): MessageContent {
  const { nearest, deliveryId, keepDays } = params
  const values = visibleParams({
    fileName: params.fileName,
    loginName: params.loginName,
    nearest: nearest?.fileName ?? '',
    hasNearest: nearest ? 'yes' : 'no',
  })
  return {
    subject: words('messages.no-template.subject', values),
    blocks: [
      paragraph(words('messages.no-template.action', values)),
      paragraph(words('messages.no-template.what', values)),
      ...(nearest ? differenceBlocks(words, nearest.difference) : []),
      paragraph(words('messages.no-template.keep', { keepDays })),
      { type: 'link', text: words('messages.openDelivery'), href: `${env().publicUrl}/deliveries/${deliveryId}` },
    ],
    footer: words('messages.footer', { link: `${env().publicUrl}/settings` }),
  }
}

type Difference = NonNullable<MessageParams<'no-template'>['nearest']>['difference']

// The sentences belong to lib/templates. One of another version says nothing: both names stand above.
function differenceBlocks(words: Translate, { code, params }: Difference): Block[] {
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? value.join(', ') : value,
  ])
  const values = visibleParams(Object.fromEntries(entries) as Record<string, string | number>)
  try {
    return [paragraph(words(`templates.difference.${code}`, values))]
  } catch {
    return []
  }
}

/** @param link absent where the message is only shown in the app. */
export function composeInvitation(
  words: Translate,
  { name }: MessageParams<'invitation'>,
  link?: string,
): MessageContent {
  const use = paragraph(words('messages.invitation.use', { days: INVITATION_DAYS }))
  const open: Block = link
    ? { type: 'link', text: words('messages.invitation.open'), href: link }
    : paragraph(words('messages.invitation.hidden'))
  return {
    subject: words('messages.invitation.subject'),
    blocks: [paragraph(words('messages.invitation.action', { name: visible(name) })), open, use],
    footer: words('messages.invitation.footer'),
  }
}
