// Sentences in which names and commands are marked, so that a page can set them in code and a text can quote them. The
// marks are characters that Unicode leaves to programs: no file name and no word holds them.
import { translatorFor } from '@/lib/words/translate'
import type { Locale } from '@/lib/words/locales'

const BEGIN = '\uFDD0'
const END = '\uFDD1'

/** A sentence with marks. */
export type Marked = string

export type Part = { readonly text: string; readonly isCode: boolean }

export type Say = (key: string, params?: Record<string, string | number>) => Marked

/** Says words of the guides, with what stands in <code> marked. */
export function sayIn(locale: Locale, timeZone?: string): Say {
  const words = translatorFor(locale, timeZone) as unknown as {
    markup: (key: string, params: object) => string
  }
  return (key, params = {}) =>
    words.markup(`guides.${key}`, { ...params, code: (inner: string) => BEGIN + inner + END })
}

/** The parts of a sentence, in order. */
export function partsOf(marked: Marked): Part[] {
  return marked
    .split(/(\uFDD0[^\uFDD1]*\uFDD1)/u)
    .filter((text) => text !== '')
    .map((text) => (text.startsWith(BEGIN) ? { text: text.slice(1, -1), isCode: true } : { text, isCode: false }))
}

/** Without the marks. */
export function plain(marked: Marked): string {
  return marked.replaceAll(BEGIN, '').replaceAll(END, '')
}
