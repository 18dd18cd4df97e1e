// A file name said so that nobody can mistake a letter: on paper, on the telephone, in any font.

export type Letter = {
  readonly character: string
  readonly kind: 'capital' | 'small' | 'digit' | 'sign' | 'other'
  /** Of a sign: its key in the words (guides.signs). */
  readonly sign?: string
  /** Of whatever is not ASCII: its number as Unicode writes it, U+00F1. */
  readonly code?: string
}

export const signs: Readonly<Record<string, string>> = {
  ' ': 'space',
  '.': 'dot',
  '-': 'hyphen',
  _: 'underscore',
  '(': 'openParenthesis',
  ')': 'closeParenthesis',
  '[': 'openBracket',
  ']': 'closeBracket',
  '{': 'openBrace',
  '}': 'closeBrace',
  "'": 'apostrophe',
  '"': 'quote',
  '`': 'backtick',
  ',': 'comma',
  ';': 'semicolon',
  ':': 'colon',
  '&': 'ampersand',
  '+': 'plus',
  '=': 'equals',
  '@': 'at',
  '#': 'number',
  $: 'dollar',
  '%': 'percent',
  '!': 'exclamation',
  '?': 'question',
  '*': 'asterisk',
  '~': 'tilde',
  '^': 'caret',
  '|': 'bar',
  '<': 'less',
  '>': 'greater',
}

/** Every character of a name, in order. */
export function lettersOf(name: string): Letter[] {
  return [...name].map((character) => {
    const sign = signs[character]
    if (sign) return { character, kind: 'sign', sign }
    const number = character.codePointAt(0) ?? 0
    const code = number < 128 ? {} : { code: `U+${number.toString(16).toUpperCase().padStart(4, '0')}` }
    if (/\p{Lu}/u.test(character)) return { character, kind: 'capital', ...code }
    if (/\p{Ll}/u.test(character)) return { character, kind: 'small', ...code }
    if (/[0-9]/.test(character)) return { character, kind: 'digit' }
    return { character, kind: 'other', ...code }
  })
}

/** Neighbours of one kind together: "capital U, small s e r s". Signs and what has a number of its own stand alone. */
export function runsOf(letters: readonly Letter[]): Letter[][] {
  const runs: Letter[][] = []
  for (const letter of letters) {
    const last = runs.at(-1)
    const joins = last?.[0]?.kind === letter.kind && letter.kind !== 'sign' && letter.kind !== 'other'
    if (joins) last?.push(letter)
    else runs.push([letter])
  }
  return runs
}
