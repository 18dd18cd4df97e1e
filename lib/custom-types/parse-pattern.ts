// Reads the part of regular expressions that people need for codes and numbers: characters, classes, groups, choices
// and repetitions. Whatever else the engine knows (looking around, references back, lazy repetition) is not taken.

export type Piece =
  /** One character out of sorted, separate ranges of code points. */
  | { readonly type: 'character'; readonly ranges: readonly Range[] }
  | { readonly type: 'sequence'; readonly pieces: readonly Piece[] }
  | { readonly type: 'choice'; readonly pieces: readonly Piece[] }
  | { readonly type: 'repeat'; readonly piece: Piece; readonly least: number; readonly most: number }

export type Range = readonly [first: number, last: number]

/** The reading stops here: the text is no pattern of this kind. */
export class NotTaken extends Error {}

const LAST = 0x10ffff
const digit: Range[] = [[0x30, 0x39]]
const word: Range[] = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]] // prettier-ignore
// As ECMAScript has it: blanks of Unicode, line ends and the byte order mark.
const blank: Range[] = [[9, 13], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]] // prettier-ignore
const lineEnds: Range[] = [[10, 10], [13, 13], [0x2028, 0x2029]] // prettier-ignore

const shorthands: Readonly<Record<string, readonly Range[]>> = {
  ...{ d: digit, w: word, s: blank },
  ...{ D: outside(digit), W: outside(word), S: outside(blank) },
  ...{ t: [[9, 9]], n: [[10, 10]], r: [[13, 13]] },
}

/**
 * Reads a pattern.
 * @throws NotTaken
 */
export function parsePattern(pattern: string): Piece {
  const reader = new Reader([...pattern])
  const piece = choice(reader)
  if (!reader.isAtEnd()) throw new NotTaken()
  return piece
}

class Reader {
  private at = 0
  constructor(private readonly characters: readonly string[]) {}

  isAtEnd = () => this.at >= this.characters.length
  peek = () => this.characters[this.at]
  next(): string {
    const character = this.characters[this.at++]
    if (character === undefined) throw new NotTaken()
    return character
  }
  /** Steps over the text if it stands here. */
  takes(text: string): boolean {
    const isHere = [...text].every((character, index) => this.characters[this.at + index] === character)
    if (isHere) this.at += text.length
    return isHere
  }
}

function choice(reader: Reader): Piece {
  const pieces = [sequence(reader)]
  while (reader.takes('|')) pieces.push(sequence(reader))
  const [only] = pieces
  return pieces.length === 1 && only ? only : { type: 'choice', pieces }
}

function sequence(reader: Reader): Piece {
  const pieces: Piece[] = []
  while (!reader.isAtEnd() && reader.peek() !== '|' && reader.peek() !== ')') pieces.push(repeated(reader))
  return { type: 'sequence', pieces }
}

function repeated(reader: Reader): Piece {
  const piece = atom(reader)
  const bounds = repetition(reader)
  if (!bounds) return piece
  // What follows a repetition would make it lazy, or is no pattern.
  if (['?', '*', '+', '{'].includes(reader.peek() ?? '')) throw new NotTaken()
  return { type: 'repeat', piece, least: bounds[0], most: bounds[1] }
}

function repetition(reader: Reader): readonly [least: number, most: number] | undefined {
  if (reader.takes('?')) return [0, 1]
  if (reader.takes('*')) return [0, Infinity]
  if (reader.takes('+')) return [1, Infinity]
  if (!reader.takes('{')) return undefined
  const least = number(reader)
  let most = least
  if (reader.takes(',')) most = reader.peek() === '}' ? Infinity : number(reader)
  if (!reader.takes('}') || most < least) throw new NotTaken()
  return [least, most]
}

function number(reader: Reader): number {
  let digits = ''
  while (/^\d$/.test(reader.peek() ?? '')) digits += reader.next()
  if (digits === '' || digits.length > 4) throw new NotTaken()
  return Number(digits)
}

function atom(reader: Reader): Piece {
  if (reader.takes('(')) {
    if (reader.takes('?') && !reader.takes(':')) throw new NotTaken()
    const inner = choice(reader)
    if (!reader.takes(')')) throw new NotTaken()
    return inner
  }
  if (reader.takes('[')) return { type: 'character', ranges: characterClass(reader) }
  if (reader.takes('.')) return { type: 'character', ranges: outside(lineEnds) }
  const character = reader.next()
  if (character === '\\') return { type: 'character', ranges: escaped(reader.next()) }
  if ('^$*+?{}[]|()'.includes(character)) throw new NotTaken()
  return { type: 'character', ranges: only(character) }
}

function characterClass(reader: Reader): readonly Range[] {
  const isNot = reader.takes('^')
  const ranges: Range[] = []
  while (!reader.takes(']')) {
    const first = classMember(reader)
    if (!reader.takes('-')) {
      ranges.push(...first)
      continue
    }
    if (reader.takes(']')) return closed([...ranges, ...first, ...only('-')], isNot)
    const last = classMember(reader)
    const [from, to] = [first[0]?.[0], last[0]?.[1]]
    if (from === undefined || to === undefined || !isOne(first) || !isOne(last) || to < from) throw new NotTaken()
    ranges.push([from, to])
  }
  return closed(ranges, isNot)
}

function closed(ranges: readonly Range[], isNot: boolean): readonly Range[] {
  const merged = isNot ? outside(ranges) : inOrder(ranges)
  if (merged.length === 0) throw new NotTaken()
  return merged
}

function classMember(reader: Reader): readonly Range[] {
  const character = reader.next()
  return character === '\\' ? escaped(reader.next()) : only(character)
}

/** With the flag u, only punctuation may be escaped besides the shorthands. */
function escaped(character: string): readonly Range[] {
  const known = Object.hasOwn(shorthands, character) ? shorthands[character] : undefined
  if (known) return known
  if (!'^$\\.*+?()[]{}|/-'.includes(character)) throw new NotTaken()
  return only(character)
}

const only = (character: string): Range[] => {
  const code = character.codePointAt(0) ?? 0
  return [[code, code]]
}

const isOne = (ranges: readonly Range[]) => ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1]

function inOrder(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = []
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const before = merged.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else merged.push([first, last])
  }
  return merged
}

function outside(ranges: readonly Range[]): Range[] {
  const rest: Range[] = []
  let from = 0
  for (const [first, last] of inOrder(ranges)) {
    if (first > from) rest.push([from, first - 1])
    from = last + 1
  }
  return from <= LAST ? [...rest, [from, LAST]] : rest
}
