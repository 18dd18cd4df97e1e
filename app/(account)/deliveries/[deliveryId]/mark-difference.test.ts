import { describe, expect, it } from 'vitest'
import { markDifference, visible } from './mark-difference'

const marked = (one: string, other: string) =>
  markDifference(one, other).map((parts) => parts.map((part) => (part.differs ? `<${part.text}>` : part.text)).join(''))

describe('two names that nearly agree', () => {
  it.each([
    ['Users.csv', 'users.csv', '<U>sers.csv', '<u>sers.csv'],
    ['users.csv.txt', 'users.csv', 'users.csv<.txt>', 'users.csv'],
    ['users .csv', 'users.csv', 'users< >.csv', 'users.csv'],
    ['users_2026-11-22.csv', 'users.csv', 'users<_2026-11-22>.csv', 'users.csv'],
    ['𝒖sers.csv', 'users.csv', '<𝒖>sers.csv', '<u>sers.csv'],
  ])('%s and %s are marked where they differ, and nowhere else', (one, other, first, second) => {
    expect(marked(one, other)).toEqual([first, second])
  })

  it('show what cannot be seen', () => {
    expect(visible('a b\u200b')).toBe('a␣b[U+200B]')
  })
})
