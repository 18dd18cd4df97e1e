// Zeros in front, which spreadsheets take away from identifiers and some systems add.
import type { TransformOf } from './transform'

/** Only a value of digits is one that may have lost its zeros: "N/A" and "A12" stay. */
export function pad({ width }: TransformOf<'pad'>): (text: string) => string {
  return (text) => {
    const value = text.trim()
    return /^\d+$/.test(value) ? value.padStart(width, '0') : text
  }
}

/** One digit is left of nothing but zeros, and the one before a decimal point. */
export function stripZeros(text: string): string {
  const value = text.trim()
  const zeros = /^0*/.exec(value)?.[0].length ?? 0
  if (zeros === 0) return text
  return /[0-9A-Za-z]/.test(value[zeros] ?? '') ? value.slice(zeros) : value.slice(zeros - 1)
}
