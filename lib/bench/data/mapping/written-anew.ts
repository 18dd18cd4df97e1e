// The same list as other districts would send it: in another case, with other separators, behind the name of a table,
// with columns missing and in another order.
import { randomAt } from '../random'
import type { ListedColumn, ListedFile } from './read-lists'

/** How a header may be written; the first is as it stands. */
export const manners = ['as it is', 'UPPER', 'lower', 'snake', 'camel', 'kebab', 'spaces', 'prefix'] as const
export type Manner = (typeof manners)[number]

/** Every column written that way. A table's prefix or a path is part of the name, and stays. */
export function written(header: string, manner: Manner, subject: string): string {
  const words = header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
  switch (manner) {
    case 'as it is':
      return header
    case 'UPPER':
      return words.join('_').toUpperCase()
    case 'lower':
      return header.toLowerCase()
    case 'snake':
      return words.join('_').toLowerCase()
    case 'camel':
      return words.map((word, at) => (at === 0 ? word.toLowerCase() : capital(word))).join('')
    case 'kebab':
      return words.join('-').toLowerCase()
    case 'spaces':
      return words.map(capital).join(' ')
    case 'prefix':
      return /[.\]>]/.test(header) ? header : `[${capital(subject)}]${words.join('_')}`
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}

/** The columns of a file in an order of their own, a seventh of them missing. */
export function shuffledColumns(file: ListedFile, seed: number): ListedColumn[] {
  const random = randomAt(seed, 0)
  return file.columns
    .map((column) => ({ column, place: random(), isThere: random() % 7 !== 0 }))
    .filter(({ isThere }) => isThere)
    .toSorted((a, b) => a.place - b.place)
    .map(({ column }) => column)
}
