// Characters that look like others, and how two names are compared character by character as a person sees them.

/** Letters of other alphabets and typographic signs seen in file names, by what they are taken for. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...pairs('авекмнорстухіѕјԁɡһӏ', 'abekmhopctyxisjdghl'),
  ...pairs('АВЕЗКМНОРСТУХІЅЈ', 'ABE3KMHOPCTYXISJ'),
  ...pairs('αβενορτυχικ', 'aβevoptuxik'),
  ...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
  ...pairs('\u2010\u2011\u2012\u2013\u2014\u2015\u2212', '-------'),
  ...pairs('\u2018\u2019\u201C\u201D\u00B4', `''""'`),
  ...pairs('\u00A0\u2000\u2001\u2002\u2003\u2007\u2009\u202F\u3000', '         '),
  ...pairs('\u2024\u3002\u00B7\u0589', '...:'),
}

function pairs(from: string, to: string): Record<string, string> {
  const wanted = [...to]
  return Object.fromEntries([...from].map((character, index) => [character, wanted[index] ?? character]))
}

/** The text with look-alikes and full-width forms replaced by what a person takes them for. */
export function foldLookAlikes(text: string): string {
  return [...text.normalize('NFKC')].map((character) => lookAlikes[character] ?? character).join('')
}

/** U+0065 U+0301, as Unicode writes it. */
export function codePointsOf(text: string): string {
  return [...text]
    .map((character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const characters = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)

/** The first character, as a person counts them from 1, in which two texts differ, with its code points in both. */
export function firstDifference(arrived: string, expected: string) {
  const [from, to] = [characters(arrived), characters(expected)]
  const index = from.findIndex((character, place) => character !== to[place])
  const position = index === -1 ? from.length : index
  const [found, wanted] = [from[position] ?? '', to[position] ?? '']
  return {
    position: position + 1,
    found,
    foundCodePoints: codePointsOf(found),
    wanted,
    wantedCodePoints: codePointsOf(wanted),
  }
}
