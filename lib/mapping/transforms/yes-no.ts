// Yes and no in the spellings of exports, English and Spanish, in the two texts a field takes.
import type { ChangeText } from './index'
import type { TransformOf } from './transform'

const yesWords = ['yes', 'y', 'true', 't', '1', 'si', 'sí', 's', 'verdadero', 'v', 'on']
const noWords = ['no', 'n', 'false', 'f', '0', 'falso', 'off']
/** What is written into a box on paper. */
const markWords = ['x', '✓', '✔', '☑', '*', '•']

/**
 * A text that is neither is an error. Blank stays blank, unless any mark means yes: then it means no.
 * The two results are read as themselves, so doing it twice changes nothing more.
 */
export function yesNo({ yes, no, marks = false }: TransformOf<'yes-no'>): ChangeText {
  const list = new Map([
    ...yesWords.map((word) => [word, yes] as const),
    ...(marks ? markWords : []).map((word) => [word, yes] as const),
    ...noWords.map((word) => [word, no] as const),
  ])
  const allowed = [...yesWords.slice(0, 7), ...(marks ? ['x'] : []), ...noWords.slice(0, 5)]
  return (text) => {
    const value = text.trim()
    if (value === yes.trim()) return yes
    if (value === no.trim()) return no
    if (value === '') return marks ? no : text
    const read = list.get(value.normalize('NFC').toLowerCase())
    return read ?? { text, value: text, code: 'value-boolean', params: { allowed }, severity: 'error' }
  }
}
