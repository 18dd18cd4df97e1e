// Passwords made for machines, to be typed once into a student information system.
import { randomInt } from 'node:crypto'

/** Without letters and digits that look like another in some font: 0 O, 1 l I i, 2 Z, 5 S, 8 B, u v. */
const ALPHABET = 'abcdefghjkmnpqrstwxyzACDEFGHJKMNPQRTWXY34679'
const LENGTH = 28

/** 28 characters of 44: 152 bits. */
export function generatePassword(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}
