// The development set of the mapper: headers as student information systems and people write them, one file a system,
// each column with what it means. Which field that is depends on the import type (targets.ts).
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Half = 'development' | 'held-out'

export type ListedColumn = {
  readonly header: string
  readonly meaning: string
  /** Values written beside the header; none: they are made from the meaning. */
  readonly values: readonly string[]
}

export type ListedFile = {
  readonly system: string
  /** What the mapper was tuned on, and what was only measured. */
  readonly half: Half
  readonly dates: string
  /** What its rows are: students, staff, sections… */
  readonly subject: string
  readonly columns: readonly ListedColumn[]
}

/** Every file of every system. */
export function readLists(): ListedFile[] {
  const folder = import.meta.dirname
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  return names.toSorted().flatMap((name) => readList(readFileSync(path.join(folder, name), 'utf8')))
}

function readList(text: string): ListedFile[] {
  const [head = '', ...files] = text.split(/^file /m)
  const fact = (name: string) => new RegExp(`^${name} (.+)$`, 'm').exec(head)?.[1] ?? ''
  return files.map((file) => {
    const [subject = '', ...lines] = file.split('\n').filter((line) => line.trim() !== '')
    return {
      ...{ system: fact('system'), half: fact('half') as Half, dates: fact('dates'), subject: subject.trim() },
      columns: lines.map(readColumn),
    }
  })
}

function readColumn(line: string): ListedColumn {
  const [header = '', meaning = '', values = ''] = line.split(' | ')
  return { header, meaning, values: values.split(', ').filter((value) => value !== '') }
}
