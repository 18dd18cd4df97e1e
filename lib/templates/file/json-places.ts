// Where each value of a JSON text stands, so that what is wrong with it can be named by its line; and which keys are
// written twice, of which JSON.parse silently keeps the last.

export type JsonPlaces = {
  /** The line of each value, from 1, by its JSON pointer (RFC 6901). */
  readonly lines: ReadonlyMap<string, number>
  /** Pointers of keys that stand twice in one object. */
  readonly twice: readonly string[]
}

type Level = { readonly pointer: string; readonly isArray: boolean; count: number; key: string | null }

/** @param text JSON that has been parsed already. */
export function jsonPlaces(text: string): JsonPlaces {
  const lines = new Map<string, number>([['', 1]])
  const twice: string[] = []
  const levels: Level[] = []
  let line = 1
  const valueBegins = (): string => {
    const level = levels.at(-1)
    if (!level) return ''
    const pointer = `${level.pointer}/${level.isArray ? level.count++ : escaped(level.key ?? '')}`
    level.key = null
    if (lines.has(pointer)) twice.push(pointer)
    lines.set(pointer, line)
    return pointer
  }
  for (const [token] of text.matchAll(/\n|[{}[\]]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\]",:]+/g)) {
    if (token === '\n') line += 1
    else if (token === '{' || token === '[')
      levels.push({ pointer: valueBegins(), isArray: token === '[', count: 0, key: null })
    else if (token === '}' || token === ']') levels.pop()
    else {
      const level = levels.at(-1)
      if (level && !level.isArray && level.key === null) level.key = JSON.parse(token) as string
      else valueBegins()
    }
  }
  return { lines, twice }
}

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** RFC 6901. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${escaped(String(part))}`).join('')
