// Which characters of two nearly equal names are not in the other one. Only for showing: what the difference is called
// is decided in lib/templates/name-difference.ts.

export type NamePart = { text: string; differs: boolean }

const LENGTH_MAX = 300

/**
 * Cuts two names into parts that stand in both and parts that do not, by their longest common subsequence.
 * @returns one list of parts a name, in order; together they are the name.
 */
export function markDifference(one: string, other: string): [NamePart[], NamePart[]] {
  const [a, b] = [[...one].slice(0, LENGTH_MAX), [...other].slice(0, LENGTH_MAX)]
  const lengths = commonLengths(a, b)
  const [inA, inB] = [a.map(() => false), b.map(() => false)]
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      inA[i++] = true
      inB[j++] = true
    } else if (at(lengths, i + 1, j) >= at(lengths, i, j + 1)) i++
    else j++
  }
  return [gather(a, inA), gather(b, inB)]
}

const at = (lengths: readonly number[][], i: number, j: number) => lengths[i]?.[j] ?? 0

function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const length =
        a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
      lengths[i]![j] = length
    }
  }
  return lengths
}

function gather(characters: readonly string[], shared: readonly boolean[]): NamePart[] {
  const parts: NamePart[] = []
  characters.forEach((character, index) => {
    const differs = !shared[index]
    const last = parts.at(-1)
    if (last?.differs === differs) last.text += character
    else parts.push({ text: character, differs })
  })
  return parts
}

/** What cannot be seen, made visible: a blank as ␣, other invisible characters by their code point. */
export function visible(text: string): string {
  return text
    .replaceAll(' ', '␣')
    .replace(
      /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Zs}]/gu,
      (character) => `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
}
