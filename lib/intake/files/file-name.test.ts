import { describe, expect, it } from 'vitest'
import { isFileName, isTemporaryName } from './file-name'

describe('file names', () => {
  it.each(['users.csv', 'Users.CSV', ' a ', 'é', 'x'.repeat(255), '__proto__', "Robert'); DROP TABLE", '🙂.csv'])(
    '%j can be used',
    (name) => expect(isFileName(name)).toBe(true),
  )

  it.each([
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a\0',
    'a\nb',
    '\x7f',
    '\u0085',
    '\u2028',
    'x'.repeat(256),
    'é'.repeat(128),
    '\ud800',
  ])('%j cannot be used', (name) => expect(isFileName(name)).toBe(false))

  it.each(['.hidden', 'users.csv.part', 'USERS.CSV.PART', 'users.csv.filepart', 'a.tmp', 'a.new'])(
    '%j waits for a rename',
    (name) => expect(isTemporaryName(name)).toBe(true),
  )

  it.each(['users.csv', 'part', 'users.part.csv', 'newspaper', 'a.parts', 'users.csv.old'])(
    '%j is delivered when it is closed',
    (name) => expect(isTemporaryName(name)).toBe(false),
  )
})
