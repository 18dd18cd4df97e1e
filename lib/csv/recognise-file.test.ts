import { describe, expect, it } from 'vitest'
import { recogniseFile } from './recognise-file'
import { testFile } from './test-reading'

const recognised = (bytes: Uint8Array) => {
  const issue = recogniseFile(bytes)
  return issue && [issue.code, ...Object.values(issue.params ?? {})].join(' ')
}

describe('a file that is not CSV is named as what it is', () => {
  it.each([
    ['login-page-named.csv', 'file-not-csv html Sign in & continue'],
    ['bad-gateway-without-doctype.csv', 'file-not-csv html 502 Bad Gateway'],
    ['utf-16-login-page-named.csv', 'file-not-csv html Sign in'],
    ['storage-error-xml-named.csv', 'file-not-csv xml'],
    ['json-array-named.csv', 'file-not-csv json'],
    ['api-error-json-named.csv', 'file-not-csv json'],
    ['sql-dump-named.csv', 'file-not-csv sql'],
    ['pgp-message-named.csv', 'file-not-csv pgp'],
    ['pgp-binary-named.csv', 'file-not-csv pgp'],
    ['pdf-named.csv', 'file-not-csv pdf'],
    ['gzip-named.csv', 'file-not-csv gzip'],
    ['zip-named.csv', 'file-not-csv zip'],
    ['workbook-xlsx-named.csv', 'file-not-csv workbook'],
    ['workbook-xls-named.csv', 'file-not-csv workbook'],
    ['random-bytes.csv', 'file-not-csv binary'],
    ['empty.csv', 'file-empty'],
    ['only-blank-lines.csv', 'file-empty'],
  ])('%s: %s', (name, expected) => expect(recognised(testFile(name))).toBe(expected))

  it.each([
    ['<!-- saved from url -->\n<!DOCTYPE HTML>', 'file-not-csv html'],
    ['<?xml version="1.0"?><!DOCTYPE html><html><title></title>', 'file-not-csv html'],
    ['<script>location="/login"</script>', 'file-not-csv html'],
    ['<users>\n <user id="1"/>\n</users>', 'file-not-csv xml'],
    [
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      'file-not-csv workbook',
    ],
    ['\n\n{\n  "users": []', 'file-not-csv json'],
    ['{"id":1}\n{"id":2}\n', 'file-not-csv json'],
    ['[]', 'file-not-csv json'],
    ['INSERT INTO students VALUES (1);', 'file-not-csv sql'],
    ['PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;', 'file-not-csv sql'],
    ['\xff\xfe\x00\x00i\x00\x00\x00', 'file-not-csv binary'],
  ])('%j: %s', (text, expected) => expect(recognised(Buffer.from(text, 'latin1'))).toBe(expected))
})

describe('a file that may be CSV passes', () => {
  it.each([
    ['[Student ID],[Name]\n1,Ana\n'],
    ['<id>,<name>\n1,Ana\n'],
    ['{id},{name}\n1,Ana\n'],
    ['-- exported by the SIS --\nid,name\n'],
    ['set,create,insert\n1,2,3\n'],
    ['id,na\0me\n1,Ana\n'],
    ['PK,name\n1,Ana\n'],
    ['%PDF,name\n'],
    ['Álvaro,José\n'],
    ['id\n\x1a'],
  ])('%j', (text) => {
    expect(recogniseFile(Buffer.from(text, 'latin1'))).toBeUndefined()
    expect(recogniseFile(Buffer.from(text))).toBeUndefined()
    if (!text.includes('\0')) expect(recogniseFile(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBeUndefined()
  })
})

it('NULs alone are no text, NULs behind text are its padding', () => {
  expect(recognised(Buffer.alloc(100))).toBe('file-not-csv binary')
  expect(recognised(Buffer.concat([Buffer.from('id\n1'), Buffer.alloc(60_000)]))).toBeUndefined()
})

it('is quick on text made to be slow', () => {
  for (const piece of ['<!---->', '<title', '<?a?>', '--\n', '/**/', '[ ', '< a', '\0', ' ']) {
    const bytes = Buffer.from(piece.repeat(100_000))
    const from = performance.now()
    recogniseFile(bytes)
    expect(performance.now() - from).toBeLessThan(500)
  }
})
