// Whatever a file is called, every program reads back the same name, and nothing of it is run.
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileNameProblem } from '@/lib/templates/file-name'
import { forAddress, forComment, forCurl, forLftp, forPowerShell, forSftp, forShell, forWinScpTarget } from './quoting'

/** Names as districts have them, and as nobody should. */
const awkward = fc.constantFrom(
  ...['Users.csv', 'Users 2026.csv', "O'Brien's.csv", '$HOME.csv', '$(touch x).csv', '`id`.csv', '"quoted".csv', '-rf'],
  ...['a;b.csv', 'a&b|c.csv', '%PATH%.csv', '!history.csv', '*.csv', 'año ‘curly’.csv', '~', '#1.csv', 'END', '{a,b}'],
)
const anyName = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter((name) => !fileNameProblem(name))
const names = fc.oneof(awkward, anyName)

/** A backslash before a quote or a backslash is taken away, between double quotes. */
function unquoted(text: string): string {
  expect(text).toMatch(/^"(?:[^"\\]|\\["\\])*"$/)
  return text.slice(1, -1).replace(/\\(["\\])/g, '$1')
}

describe('a file name in a script', () => {
  it('comes out of a shell as it went in, a hundred at a time', () => {
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 100 }), (all) => {
        const script = all.map((name) => `printf '%s\\0' ${forShell(name)}\n`).join('')
        expect(execFileSync('sh', ['-c', script], { cwd: '/' }).toString().split('\0').slice(0, -1)).toEqual(all)
      }),
      { numRuns: 20 },
    )
  })

  it('comes back from what sftp, lftp and curl read', () => {
    fc.assert(
      fc.property(names, (name) => {
        for (const quoted of [forSftp, forLftp, forCurl]) expect(unquoted(quoted(name))).toBe(name)
      }),
    )
  })

  it('ends in PowerShell where it should, also with the curly quotes that PowerShell takes for straight ones', () => {
    fc.assert(
      fc.property(names, (name) => {
        const text = forPowerShell(name)
        expect(text).toMatch(/^'(?:[^'‘’‚‛]|(['‘’‚‛])\1)*'$/)
        expect(text.slice(1, -1).replace(/(['‘’‚‛])\1/g, '$1')).toBe(name)
      }),
    )
  })

  it('is one part of an address', () => {
    fc.assert(
      fc.property(names, (name) => {
        const url = new URL(`ftp://host:21/${forAddress(name)}`)
        if (name !== '.' && name !== '..') expect(decodeURIComponent(url.pathname.slice(1))).toBe(name)
        expect(forAddress(name)).toMatch(/^[\w.%-]+$/)
      }),
    )
  })

  it('is no pattern for WinSCP', () => {
    expect(forWinScpTarget('what?*.csv')).toBe('what\\?\\*.csv')
  })

  it('never ends a comment', () => {
    const odd = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u2028', '\u2029', '\0', '#') })
    fc.assert(fc.property(odd, (text) => !/[\n\r\u2028\u2029\0]/.test(forComment(text))))
  })
})
