// What a message says, before it becomes plain text or HTML. Whatever comes from outside passes through visible() first.

export type Block =
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | {
      readonly type: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

export type MessageContent = {
  readonly subject: string
  /** The first one says what to do. */
  readonly blocks: readonly Block[]
  readonly footer: string
}

const SUBJECT_LENGTH_MAX = 200
// Control characters, line separators, and the ones that turn the direction of text or cannot be seen.
const invisible = /[\p{Cc}\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu

/** The text with every character that cannot be seen, or that turns others around, written as its code point. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

/** The same for every text among the params of a sentence. */
export function visibleParams<Params extends Record<string, string | number>>(params: Params): Params {
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? visible(value) : value,
  ])
  return Object.fromEntries(entries) as Params
}

/** One line of bounded length: nothing in it can become a header of its own. */
export function subjectLine(text: string): string {
  const points = [...visible(text).replace(/\s+/g, ' ').trim()]
  return points.length > SUBJECT_LENGTH_MAX ? `${points.slice(0, SUBJECT_LENGTH_MAX - 1).join('')}…` : points.join('')
}
