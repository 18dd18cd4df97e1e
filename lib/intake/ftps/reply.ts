// What the server says on the control connection (RFC 959, section 4.2): a number for the machine, a sentence for its log.
import type { Refusal } from '../files/account-files'
import { refusalSentences } from '../files/refusal-sentences'

export type Reply = {
  readonly code: number
  /** More than one: the first and the last stand beside the number, the others between them. */
  readonly lines: readonly string[]
  /** What happens when the reply has been sent. */
  readonly then?: 'end' | 'encrypt'
}

export function reply(code: number, ...lines: string[]): Reply {
  return { code, lines }
}

/** The last word before the connection ends. */
export function farewell(code: number, sentence: string): Reply {
  return { code, lines: [sentence], then: 'end' }
}

const codes: Readonly<Record<Refusal, number>> = {
  'no-such-file': 550,
  'invalid-name': 553,
  'no-folders': 553,
  'write-only': 550,
  'read-only': 550,
  'in-use': 450,
  exists: 553,
  'too-large': 552,
  'no-space': 452,
  'too-many-files': 452,
  incomplete: 550,
  'already-delivered': 550,
  'not-stored': 451,
  refused: 550,
  stopping: 450,
}

export function refusalReply(reason: Refusal): Reply {
  return reply(codes[reason], refusalSentences[reason])
}

/** The reply as it is sent. */
export function replyText({ code, lines }: Reply): string {
  const [first = '', ...more] = lines
  const last = more.pop()
  if (last === undefined) return `${code} ${first}\r\n`
  return [`${code}-${first}`, ...more.map((line) => ` ${line}`), `${code} ${last}`, ''].join('\r\n')
}
