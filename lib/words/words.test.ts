// Every sentence stands in both languages with the same parameters, is used somewhere, and every use has its sentence.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { locales } from './locales'
import { wordsOf, type Words } from './words'

const skipped = new Set(['node_modules', '.next', 'generated', 'testdata'])

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourceFiles(name)
    return /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [name] : []
  })
}

const sources = ['app', 'components', 'lib', 'prisma'].flatMap(sourceFiles).map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}))

function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

const english = flatten(wordsOf('en'))
/** The names of the parameters of a text, those inside of choices too. */
function parameters(text: string): string[] {
  const names = new Set<string>()
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound) names.add(element.value)
      if ('options' in element) Object.values(element.options).forEach((option) => walk(option.value))
      if ('children' in element) walk(element.children)
    }
  }
  walk(parse(text))
  return [...names].toSorted()
}

/** The namespaces each translator of a file may stand for: `const t = useTranslations('ns')`, plain or from an await. */
function translatorsIn(text: string): Map<string, string[]> {
  const declared =
    /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslations)(?:<[^>]*>)?\(\s*(?:\{[^}]*namespace:\s*)?'([^']+)'/g
  const found = new Map<string, string[]>()
  for (const [, name = '', namespace = ''] of text.matchAll(declared)) {
    found.set(name, [...(found.get(name) ?? []), namespace])
  }
  return found
}

describe('words', () => {
  it.each(locales.filter((locale) => locale !== 'en'))(
    'say the same things in %s as in English, with the same parameters',
    (locale) => {
      const other = flatten(wordsOf(locale))
      expect([...other.keys()].toSorted()).toEqual([...english.keys()].toSorted())
      const wrong = [...english].filter(
        ([key, text]) => parameters(text).join() !== parameters(other.get(key) ?? '').join(),
      )
      expect(wrong.map(([key]) => `${key} takes other parameters in ${locale}`)).toEqual([])
    },
  )

  it('exist for every key that is used', () => {
    const missing = sources.flatMap(({ file, text }) =>
      [...translatorsIn(text)].flatMap(([name, namespaces]) =>
        [...text.matchAll(new RegExp(`\\b${name}(?:\\.rich|\\.markup|\\.raw)?\\(\\s*'([^']+)'`, 'g'))]
          .map((match) => match[1] ?? '')
          .filter((key) => !namespaces.some((namespace) => english.has(`${namespace}.${key}`)))
          .map((key) => `${file} uses ${key} of ${namespaces.join(' or ')}, which has no words`),
      ),
    )
    expect([...new Set(missing)]).toEqual([])
  })

  it('are all used', () => {
    // A key counts as used if some source holds its tail (after any number of leading parts) as a literal, or as a
    // template with the changing part left open.
    const literals = new Set<string>()
    const patterns: RegExp[] = []
    for (const { text } of sources) {
      for (const match of text.matchAll(/'([\w.-]+)'|"([\w.-]+)"/g)) literals.add(match[1] ?? match[2] ?? '')
      for (const match of text.matchAll(/`([\w.-]*\$\{[^`]*)`/g)) {
        const source = match[1] ?? ''
        if (!/^[\w.-]*(\$\{[^}]*\}[\w.-]*)+$/.test(source) || !source.includes('.')) continue
        const escaped = source
          .replace(/\$\{[^}]*\}/g, '\u0000')
          .replace(/[.]/g, '\\.')
          .replaceAll('\u0000', '[\\w-]+')
        patterns.push(new RegExp(`^(?:[\\w-]+\\.)*${escaped}$`))
      }
    }
    const isUsed = (key: string) => {
      const parts = key.split('.')
      return (
        parts.some((_, index) => literals.has(parts.slice(index).join('.'))) ||
        patterns.some((pattern) => pattern.test(key))
      )
    }
    expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([])
  })
})
