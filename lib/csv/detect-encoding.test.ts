import { describe, expect, it } from 'vitest'
import { detectEncoding, encodingIssue } from './detect-encoding'
import { testFile } from './test-reading'

const utf16 = (text: string) => Buffer.from(text, 'utf16le')

describe('the encoding is told by the first bytes', () => {
  it.each([
    ['a byte order mark of UTF-8', testFile('byte-order-mark-before-quoted-header.csv'), 'utf-8', 'byte-order-mark'],
    ['a byte order mark of UTF-16', testFile('utf-16le-with-mark.csv'), 'utf-16le', 'byte-order-mark'],
    ['the NULs of UTF-16, big end first', testFile('utf-16be-without-mark.csv'), 'utf-16be', 'nul-pattern'],
    ['the NULs of UTF-16, little end first', utf16('id,name\n1,José\n'), 'utf-16le', 'nul-pattern'],
    ['the NULs of UTF-16 among Chinese names', utf16('id,name\n1,王美咲\n2,李小龙\n'), 'utf-16le', 'nul-pattern'],
    ['plain ASCII', Buffer.from('id,name\n1,Ana\n'), 'utf-8', 'ascii'],
    ['nothing', Buffer.alloc(0), 'utf-8', 'ascii'],
    ['a single letter', Buffer.from('a'), 'utf-8', 'ascii'],
    ['letters that are UTF-8', Buffer.from('id,name\n1,José 😀\n'), 'utf-8', 'valid-utf-8'],
    ['a NUL or two', Buffer.from('id,name\n1,A\0\0na\n2,Luz Ruiz\n'), 'utf-8', 'ascii'],
    ['one damaged letter among good ones', testFile('utf-8-with-one-damaged-letter.csv'), 'utf-8', 'mostly-utf-8'],
    ['letters that are not UTF-8', testFile('windows-1252-accents.csv'), 'windows-1252', 'not-utf-8'],
  ] as const)('%s', (_, bytes, encoding, reason) => {
    expect(detectEncoding(bytes)).toMatchObject({ encoding, reason })
  })

  it('naming the first byte that is not UTF-8, with its physical line', () => {
    const bytes = Buffer.from('id,name\r\n1,Ana\r2,Luz\n3,Nu\xf1ez\n', 'latin1')
    expect(detectEncoding(bytes).offending).toEqual({ byte: '0xF1', line: 4, offset: 25 })
  })

  it('forgiving a character cut off where the sample ends, wherever that is', () => {
    const bytes = Buffer.from('id,né美😀')
    for (let end = 1; end <= bytes.length; end++) {
      expect(detectEncoding(bytes.subarray(0, end)).encoding).toBe('utf-8')
    }
    expect(detectEncoding(Buffer.from('id,n\xe9', 'latin1')).encoding).toBe('utf-8')
    expect(detectEncoding(Buffer.from('id,n\xe9\n', 'latin1')).encoding).toBe('windows-1252')
  })
})

describe('a file in another encoding than the template’s', () => {
  const refused = [
    ['utf-8', utf16('\ufeffid,name\n'), 'utf-16le'],
    ['utf-8', utf16('\ufeffid,name\n').swap16(), 'utf-16be'],
    ['utf-8', utf16('id,name\n'), 'utf-16le'],
    ['windows-1252', Buffer.from('\ufeffid,name\n'), 'utf-8'],
    ['windows-1252', Buffer.from('id,name\n1,José\n'), 'utf-8'],
    ['utf-16le', Buffer.from('id,name\n'), 'utf-8'],
    ['utf-16le', Buffer.from('id,a\xf1o\n', 'latin1'), 'windows-1252'],
    ['utf-16le', utf16('\ufeffid,name\n').swap16(), 'utf-16be'],
  ] as const
  it.each(refused)('%s expected: refused', (expected, bytes, found) => {
    expect(encodingIssue(bytes, expected)).toMatchObject({ code: 'file-encoding', params: { expected, found } })
  })

  const passed = [
    ['utf-8', Buffer.from('id,a\xf1o\n', 'latin1')],
    ['windows-1252', Buffer.from('id,name\n')],
    ['windows-1252', Buffer.from('id,JOS\xc9\x92S CLASS\n', 'latin1')],
    ['utf-16le', utf16('编号\n王美咲\0')],
    ['utf-16le', utf16('\ufeffid,name\n')],
  ] as const
  it.each(passed)('%s expected: read, and judged row by row', (expected, bytes) => {
    expect(encodingIssue(bytes, expected)).toBeUndefined()
  })
})
