// Blanks and letters. By Unicode and not by anybody's locale, so that a file means the same on every machine.
import type { TransformOf } from './transform'

/** Without blanks at either end; inner: any white space within is one blank. */
export function trim({ inner }: TransformOf<'trim'>): (text: string) => string {
  return inner ? (text) => text.trim().replace(/\s+/g, ' ') : (text) => text.trim()
}

export const lowercase = (text: string): string => text.toLowerCase()

export const uppercase = (text: string): string => text.toUpperCase()

/** The first letter of a word; also the one behind the apostrophe of O'Brien and D'Angelo, but not of Maria's. */
const begin = /(?<![\p{L}\p{M}\p{N}'’])(\p{L})(?:(['’])(\p{L}))?/gu

/** The particles of Spanish names stay small within a name: María de la Cruz. */
const particle = /(?<=\s)(?:De(?:\s+L[ao]s?)?|Del)(?=\s)/g

/** Every word with a capital and the rest of it small. Doing it twice changes nothing more. */
export function capitalize(text: string): string {
  return text
    .toLowerCase()
    .replace(begin, (_, letter: string, apostrophe = '', next = '') => capital(letter) + apostrophe + capital(next))
    .replace(particle, (words) => words.toLowerCase())
}

/** A letter whose capital is more than one letter (ß) stays. */
function capital(letter: string): string {
  const upper = letter.toUpperCase()
  return upper.length === letter.length && upper.toLowerCase() === letter ? upper : letter
}
