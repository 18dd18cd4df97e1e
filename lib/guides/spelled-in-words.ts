// The reading of a file name in words: "capital U; small s, e, r, s; dot; small c, s, v".
import type { Say } from './marked'
import { lettersOf, runsOf, type Letter } from './spelled-name'

export type SpelledName = {
  readonly name: string
  readonly text: string
  readonly spelled: string
  /** One a character; a blank is shown as a sign of its own. */
  readonly cells: readonly { readonly shown: string; readonly label: string }[]
}

const BLANK = '␣'

export function spelledName(name: string, say: Say): SpelledName {
  const letters = lettersOf(name)
  return {
    name,
    text: say('file.text', { count: letters.length }),
    spelled: runsOf(letters)
      .map((run) => runInWords(run, say))
      .join('; '),
    cells: letters.map((letter) => ({
      shown: letter.character === ' ' ? BLANK : letter.character,
      label: letter.sign ? say(`signs.${letter.sign}`) : (letter.code ?? say(`kinds.${letter.kind}`)),
    })),
  }
}

function runInWords(run: readonly Letter[], say: Say): string {
  const [first] = run
  if (!first) return ''
  if (first.sign) return say(`signs.${first.sign}`)
  const letters = run.map(({ character, code }) => (code ? say('spell.coded', { character, number: code }) : character))
  const params = { letters: letters.join(', '), count: run.length }
  if (first.kind === 'other') return say('spell.other', { letters: params.letters })
  return say(`spell.${first.kind}`, params)
}
