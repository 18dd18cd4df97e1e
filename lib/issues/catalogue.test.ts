// A code that is made somewhere and that no test makes is a promise nobody keeps.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { catalogue } from './catalogue'

const lib = path.join(process.cwd(), 'lib')
/** Here codes are listed, not made. */
const listings = new Set(['issues/catalogue.ts', 'issues/catalogue.test.ts', 'words/issues.test.ts'])

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('generated') && !listings.has(file),
)
const isTest = (file: string) => file.endsWith('.test.ts')
const textOf = (some: string[]) => some.map((file) => readFileSync(path.join(lib, file), 'utf8')).join('\n')

it('every code that is made somewhere is made by some test', () => {
  const tests = textOf(files.filter(isTest))
  const sources = textOf(files.filter((file) => !isTest(file)))
  const stands = (code: string, text: string) => new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text)
  const unmade = Object.keys(catalogue).filter((code) => stands(code, sources) && !stands(code, tests))
  expect(unmade).toEqual([])
})

it('every code begins with its level', () => {
  for (const [code, { level }] of Object.entries(catalogue)) {
    const prefix = code.split('-')[0]
    // What the comparison found is of the file as a whole.
    if (code === 'deactivations-withheld') expect(level).toBe('file')
    else expect(prefix === 'value' ? 'cell' : prefix).toBe(level)
  }
})
