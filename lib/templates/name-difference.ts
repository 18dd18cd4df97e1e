// How a file name that matched nothing differs from one that would have: the first of a list of small differences that
// makes the two equal. It only explains (the words are templates.difference.<code>); matching stays byte for byte.
import { codePointsOf, firstDifference, foldLookAlikes } from './look-alikes'

export const differenceCodes = [
  'case',
  'leading-space',
  'trailing-space',
  'unicode-form',
  'invisible',
  'look-alike',
  'inner-space',
  'separator',
  'dot',
  'extension-added',
  'extension-missing',
  'extension',
  'date',
  'counter',
  'several',
  'typo',
] as const

export type DifferenceCode = (typeof differenceCodes)[number]

export type NameDifference = {
  readonly code: DifferenceCode
  /** Always `arrived` and `expected`, the two names; more by code, see the words. */
  readonly params: Readonly<Record<string, string | number>>
}

const DAY = String.raw`(?:0[1-9]|[12]\d|3[01])`
const MONTH = String.raw`(?:0[1-9]|1[0-2])`
const YEAR = String.raw`(?:19|20)\d\d`
const TIME = String.raw`(?:[-_.T ]?[0-2]\d[-_.:h]?[0-5]\d(?:[-_.:]?[0-5]\d)?)?`
const DATE = String.raw`(?<!\d)(?:${YEAR}[-_.]?${MONTH}[-_.]?${DAY}|${MONTH}[-_.]?${DAY}[-_.]?${YEAR})${TIME}(?!\d)`
const datePattern = new RegExp(DATE)
const datePatterns = new RegExp(`^${DATE}[-_. ]*|[-_. ]*${DATE}`, 'g')
const counterPatterns =
  /^(?:copy of|copia de) | ?-? ?(?:copy|copia)(?=\.|$)|[ _-]?\(\d{1,3}\)(?=\.|$)|[-_ ]\d{1,2}(?=\.[^.]*$|$)/gi
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu

const foldCase = (name: string) => name.toLowerCase()
const foldForm = (name: string) => name.normalize('NFC')
const dropInvisible = (name: string) => name.replace(invisible, '')
const dropSpace = (name: string) => name.replace(/\s/g, '')
const foldSeparators = (name: string) => name.replace(/[-_ ]/g, '-')
const dropDots = (name: string) => name.replaceAll('.', '')
const dropDates = (name: string) => name.replace(datePatterns, '')
const dropCounters = (name: string) => name.replace(counterPatterns, '')
const foldAll = (name: string) =>
  [foldForm, dropInvisible, foldLookAlikes, dropSpace, foldCase, foldSeparators].reduce(
    (text, fold) => fold(text),
    name,
  )

/**
 * What differs between the name that came and the name a template has.
 * @returns the difference with a distance (smaller is nearer), or null if the names are equal or nothing alike.
 */
export function nameDifference(
  arrived: string,
  expected: string,
): { difference: NameDifference; distance: number } | null {
  if (arrived === expected) return null
  const found = smallDifference(arrived, expected) ?? severalOrTypo(arrived, expected)
  if (!found) return null
  const { code, distance = 0, ...params } = found
  return {
    difference: { code, params: { arrived, expected, ...params } },
    distance: differenceCodes.indexOf(code) * 10 + distance,
  }
}

type Found = { code: DifferenceCode; distance?: number; [param: string]: string | number | undefined }

function smallDifference(arrived: string, expected: string): Found | null {
  const equalBy = (fold: (name: string) => string) => fold(arrived) === fold(expected)
  const places = () => firstDifference(arrived, expected)
  if (equalBy(foldCase)) return { code: 'case' }
  if (equalBy((name) => name.trimStart())) return { code: 'leading-space' }
  if (equalBy((name) => name.trimEnd())) return { code: 'trailing-space' }
  if (equalBy(foldForm)) return { code: 'unicode-form', ...places() }
  if (equalBy(dropInvisible)) {
    return {
      code: 'invisible',
      codePoints: codePointsOf([arrived, expected].join('').match(invisible)?.join('') ?? ''),
    }
  }
  if (equalBy((name) => foldLookAlikes(foldForm(name)))) return { code: 'look-alike', ...places() }
  if (equalBy(dropSpace)) return { code: 'inner-space' }
  if (equalBy(foldSeparators)) return { code: 'separator' }
  if (equalBy(dropDots)) return { code: 'dot' }
  return extensionDifference(arrived, expected) ?? additionDifference(arrived, expected)
}

function extensionDifference(arrived: string, expected: string): Found | null {
  const found = splitExtension(arrived)
  const wanted = splitExtension(expected)
  if (found.extension && found.stem === expected) return { code: 'extension-added', extension: found.extension }
  if (wanted.extension && wanted.stem === arrived) return { code: 'extension-missing', extension: wanted.extension }
  if (found.stem !== wanted.stem || found.stem === '') return null
  return { code: 'extension', found: found.extension, wanted: wanted.extension }
}

function splitExtension(name: string): { stem: string; extension: string } {
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return { stem: name.slice(0, name.length - extension.length), extension }
}

function additionDifference(arrived: string, expected: string): Found | null {
  const date = datePattern.exec(arrived)?.[0] ?? datePattern.exec(expected)?.[0]
  if (date && dropDates(arrived) === dropDates(expected)) return { code: 'date', date }
  return dropCounters(arrived) === dropCounters(expected) ? { code: 'counter' } : null
}

function severalOrTypo(arrived: string, expected: string): Found | null {
  const [from, to] = [foldAll(arrived), foldAll(expected)]
  if (from === to || foldAll(dropDates(arrived)) === foldAll(dropDates(expected))) return { code: 'several' }
  // One slip in a short name, two in a longer one: more would call every name near to every other.
  const slipsMax = splitExtension(expected).stem.length < 8 ? 1 : 2
  const slips = editDistance(arrived, expected, slipsMax)
  if (slips <= slipsMax) return { code: 'typo', distance: slips, position: firstDifference(arrived, expected).position }
  return editDistance(from, to, slipsMax) <= slipsMax ? { code: 'several' } : null
}

/** Insertions, deletions, replacements and swaps of neighbours that make one text of the other; stops above `most`. */
export function editDistance(from: string, to: string, most: number): number {
  const [a, b] = [[...from], [...to]]
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const steps = [row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1)]
      if (swapped) steps.push(beforeLast[j - 2]! + 1)
      row.push(Math.min(...steps))
    }
    if (Math.min(...row) > most) return most + 1
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
