// The names by which a field of an import type may be known in a header, from the surest to the vaguest.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { normalise, wordsOf } from './header-words'
import type { ReasonCode } from './suggestion'

/** One way in which a header names a field. */
export type Naming = {
  readonly field: Field
  readonly code: ReasonCode
  /** The name, title or synonym that was met. */
  readonly matched: string
  /** Larger is surer; two columns of one rank for one field cannot be told apart. */
  readonly rank: number
  readonly confidence: number
}

export type Vocabulary = {
  /** All fields the header may name, by any of the ways. */
  namingsOf(header: string): Naming[]
}

/** Words so general that alone they name nothing: the "id" of a student file may be anybody's. */
const general = new Set(['id', 'number', 'code', 'name', 'type', 'title', 'date', 'status', 'level', 'value'])

/**
 * The vocabulary of a type. Earlier synonyms of a field are preferred to later ones, so that "Student_Number" wins over
 * "Local_ID" where a file has both.
 */
export function vocabularyOf(type: ImportType): Vocabulary {
  const known = vocabularies.get(type)
  if (known) return known
  const vocabulary = compileVocabulary(type)
  vocabularies.set(type, vocabulary)
  return vocabulary
}

/** Declarations never change, so each is compiled once. */
const vocabularies = new WeakMap<ImportType, Vocabulary>()

function compileVocabulary(type: ImportType): Vocabulary {
  const exact = new Map<string, Naming[]>()
  const alike = new Map<string, Naming[]>()
  const byWords = new Map<string, Naming[]>()
  for (const field of type.fields) {
    const add = (names: Map<string, Naming[]>, key: string, naming: Omit<Naming, 'field'>) => {
      if (key !== '') names.set(key, [...(names.get(key) ?? []), { field, ...naming }])
    }
    const titles = [field.title.en, field.title.es]
    const synonyms = field.synonyms ?? []
    add(exact, field.name, { code: 'name', matched: field.name, rank: 900, confidence: 1 })
    add(alike, normalise(field.name), { code: 'name-alike', matched: field.name, rank: 800, confidence: 0.97 })
    for (const title of titles)
      add(alike, normalise(title), { code: 'title', matched: title, rank: 700, confidence: 0.93 })
    synonyms.forEach((synonym, index) => {
      const naming = { code: 'synonym', matched: synonym } as const
      add(exact, synonym, { ...naming, rank: 850 - index, confidence: 0.95 })
      add(alike, normalise(synonym), { ...naming, rank: 600 - index, confidence: 0.92 })
    })
    for (const name of [field.name, ...titles, ...synonyms]) {
      add(byWords, keyOfWords(name, type), { code: 'words', matched: name, rank: 400, confidence: 0.8 })
    }
  }
  return {
    namingsOf: (header) =>
      surestOfEach([
        ...(exact.get(header.trim()) ?? []),
        ...(alike.get(normalise(header)) ?? []),
        ...(byWords.get(keyOfWords(header, type)) ?? []),
      ]),
  }
}

/**
 * A header's words as a key, in any order and without those that say what the whole file is about: in a file of
 * students, "Student First Name" and "First Name" are the same, and "Guardian First Name" is not.
 */
function keyOfWords(header: string, { subject = [] }: ImportType): string {
  const words = wordsOf(header)
  const own = words.filter((word) => !subject.includes(word))
  const isGeneral = own.every((word) => general.has(word))
  return (isGeneral ? words : own).toSorted().join(' ')
}

function surestOfEach(namings: readonly Naming[]): Naming[] {
  const surest = new Map<Field, Naming>()
  for (const naming of namings) {
    const known = surest.get(naming.field)
    if (!known || naming.rank > known.rank) surest.set(naming.field, naming)
  }
  return [...surest.values()]
}
