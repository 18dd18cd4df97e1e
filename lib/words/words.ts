// Every sentence a person sees: one file a namespace and language, gathered here.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locale } from './locales'

export type Words = { [key: string]: string | Words }

const folder = path.join(process.cwd(), 'lib/words')
const gathered = new Map<Locale, Words>()

/** All words of a language, by namespace. Read once a process. */
export function wordsOf(locale: Locale): Words {
  const known = gathered.get(locale)
  if (known) return known
  const files = readdirSync(path.join(folder, locale)).filter((file) => file.endsWith('.json'))
  const words: Words = {}
  for (const file of files) {
    words[path.basename(file, '.json')] = JSON.parse(readFileSync(path.join(folder, locale, file), 'utf8')) as Words
  }
  gathered.set(locale, words)
  return words
}
