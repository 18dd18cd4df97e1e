// The messages a run ends in: imported, imported with problems, held, rejected.
import { env } from '@/lib/platform/env'
import { columnChangeSentence } from '@/lib/words/column-change'
import { holdParams } from '@/lib/words/hold'
import type { Translate } from '@/lib/words/translate'
import { issueBlocks, issueSentence, issueTitle } from './issue-blocks'
import { visible, visibleParams, type Block, type MessageContent } from './message-content'
import type { MessageCounts, MessageParams } from './message-params'

type Report = Pick<MessageParams<'import-complete'>, 'fileName' | 'templateName' | 'runId'>

/** The template's name, or what stands for it. */
function nameOf(words: Translate, { templateName, fileName }: Report): string {
  return visible(templateName ?? words('messages.oneTime', { fileName: visible(fileName) }))
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text })

function runLink(words: Translate, runId: string): Block {
  return { type: 'link', text: words('messages.openRun'), href: `${env().publicUrl}/runs/${runId}` }
}

function footer(words: Translate): string {
  return words('messages.footer', { link: `${env().publicUrl}/settings` })
}

function countsTable(words: Translate, counts: MessageCounts, applied: boolean): Block {
  const changes = ['added', 'changed', 'deactivated'] as const
  const row = (key: string, value: number) => [String(value), words(`messages.${key}`)]
  const rows = [
    ...(['rows', 'applied', 'rejected'] as const).map((key) => row(`counts.${key}`, counts[key])),
    ...changes.map((key) => row(`${applied ? 'counts' : 'plan'}.${key}`, counts[key])),
    row('counts.unchanged', counts.unchanged),
  ]
  const caption = words(applied ? 'messages.counts.caption' : 'messages.plan.caption')
  return { type: 'table', caption, head: [words('messages.counts.number'), words('messages.counts.what')], rows }
}

export function composeImported(
  words: Translate,
  kind: 'import-complete' | 'import-problems',
  params: MessageParams<'import-complete'>,
): MessageContent {
  const { counts } = params
  const any = counts.added + counts.changed + counts.deactivated > 0 ? 'yes' : 'no'
  const values = { ...counts, any, name: nameOf(words, params), fileName: visible(params.fileName) }
  return {
    subject: words(`messages.${kind}.subject`, values),
    blocks: [
      paragraph(words(`messages.${kind}.action`, values)),
      countsTable(words, counts, true),
      ...issueBlocks(words, params),
      runLink(words, params.runId),
    ],
    footer: footer(words),
  }
}

export function composeRehearsed(words: Translate, params: MessageParams<'rehearsed'>): MessageContent {
  const { counts } = params
  const values = { ...counts, name: nameOf(words, params), fileName: visible(params.fileName) }
  return {
    subject: words('messages.rehearsed.subject', values),
    blocks: [
      paragraph(words('messages.rehearsed.action', values)),
      countsTable(words, counts, false),
      ...issueBlocks(words, params),
      runLink(words, params.runId),
    ],
    footer: footer(words),
  }
}

export function composeHeld(words: Translate, params: MessageParams<'held'>): MessageContent {
  const values = {
    ...visibleParams(holdParams(params.hold)),
    name: nameOf(words, params),
    fileName: visible(params.fileName),
  }
  return {
    subject: words('messages.held.subject', values),
    blocks: [
      paragraph(words('messages.held.action', values)),
      paragraph(words('messages.held.why', values)),
      runLink(words, params.runId),
      ...(params.hold.reason === 'columns'
        ? columnBlocks(words, params)
        : [countsTable(words, params.counts, false), ...issueBlocks(words, params)]),
    ],
    footer: footer(words),
  }
}

/** Nothing was counted yet: what has changed takes the place of the numbers. */
function columnBlocks(words: Translate, { columns }: MessageParams<'held'>): Block[] {
  const isBundle = columns.length > 1
  const rows = columns.flatMap(({ file, changes }) =>
    changes.map((change) => [...(isBundle ? [visible(file)] : []), columnChangeSentence(words, change, visible)]),
  )
  const more = columns.reduce((sum, file) => sum + file.more, 0)
  const head = [...(isBundle ? ['file'] : []), 'change'].map((key) => words(`messages.held.columns.${key}`))
  const caption = words('messages.held.columns.caption')
  return [
    { type: 'table', caption, head, rows },
    ...(more > 0 ? [paragraph(words('messages.held.columns.more', { more }))] : []),
  ]
}

export function composeRejected(words: Translate, params: MessageParams<'rejected'>): MessageContent {
  const { issue, tooManyRejected, counts } = params
  const values = {
    name: nameOf(words, params),
    fileName: visible(params.fileName),
    title: rejectionTitle(words, params),
  }
  return {
    subject: words('messages.rejected.subject', values),
    blocks: [
      paragraph(words('messages.rejected.action', values)),
      ...(issue ? [paragraph(issueSentence(words, issue))] : []),
      ...(tooManyRejected ? [paragraph(words('messages.rejected.tooMany', tooManyRejected))] : []),
      ...(counts ? [countsTable(words, counts, false)] : []),
      ...issueBlocks(words, params),
      runLink(words, params.runId),
    ],
    footer: footer(words),
  }
}

function rejectionTitle(words: Translate, { issue, tooManyRejected }: MessageParams<'rejected'>): string {
  if (issue) return issueTitle(words, issue.code)
  if (tooManyRejected) return words('messages.rejected.tooManyTitle', tooManyRejected)
  return words('messages.rejected.unknownTitle')
}
