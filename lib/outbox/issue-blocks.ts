// The problems of a run as two tables: by kind, and line by line. No value of a cell is among them.
import { catalogue, type IssueCode } from '@/lib/issues/catalogue'
import { issueOf } from '@/lib/issues/issue'
import { issueParams } from '@/lib/issues/issue-params'
import type { Translate } from '@/lib/words/translate'
import { visible, visibleParams, type Block } from './message-content'
import type { IssueGroup, MessageIssue } from './message-params'

const isCode = (code: string): code is IssueCode => Object.hasOwn(catalogue, code)

/** The name of a kind of problem. A code of another version of Rollcall has none. */
export function issueTitle(words: Translate, code: string): string {
  return isCode(code) ? words(`issues.${code}.title`) : code
}

/** What is wrong and what to do, without the value. */
export function issueSentence(words: Translate, issue: MessageIssue): string {
  if (!isCode(issue.code)) return words('messages.unknownIssue')
  const { line, column, params } = issue
  const known = issueOf(issue.code, { ...(line ? { line } : {}), ...(column ? { column } : {}), params })
  try {
    return words(`issues.${issue.code}.sentence`, visibleParams(issueParams(known)))
  } catch {
    // Params of another version: the mail goes out all the same.
    return words('messages.unknownIssue')
  }
}

type IssueReport = { groups: readonly IssueGroup[]; lines: readonly MessageIssue[]; more: number }

export function issueBlocks(words: Translate, { groups, lines, more }: IssueReport): Block[] {
  const blocks: Block[] = []
  if (groups.length > 0) blocks.push(groupTable(words, groups))
  if (lines.length > 0) blocks.push(lineTable(words, lines))
  if (more > 0) blocks.push({ type: 'paragraph', text: words('messages.lines.more', { more }) })
  return blocks
}

function groupTable(words: Translate, groups: readonly IssueGroup[]): Block {
  const isBundle = groups.some(({ file }) => file !== undefined)
  const heads = ['count', 'severity', ...(isBundle ? ['file'] : []), 'column', 'lines', 'problem']
  const rows = groups.map((group) => [
    String(group.count),
    words(`messages.severity.${group.severity}`),
    ...(isBundle ? [visible(group.file ?? '')] : []),
    visible(group.column ?? ''),
    group.lines.join(', '),
    issueTitle(words, group.code),
  ])
  return table(words, 'groups', heads, rows)
}

function lineTable(words: Translate, lines: readonly MessageIssue[]): Block {
  const isBundle = lines.some(({ file }) => file !== undefined)
  const rows = lines.map((issue) => [
    ...(isBundle ? [visible(issue.file ?? '')] : []),
    issue.line === undefined ? '' : String(issue.line),
    visible(issue.column ?? ''),
    issueSentence(words, issue),
  ])
  return table(words, 'lines', [...(isBundle ? ['file'] : []), 'line', 'column', 'reason'], rows)
}

function table(words: Translate, name: 'groups' | 'lines', heads: readonly string[], rows: string[][]): Block {
  const head = heads.map((key) => words(`messages.${name}.${key}`))
  return { type: 'table', caption: words(`messages.${name}.caption`), head, rows }
}
