// The names by which a field of an import type may be known in a header, from the surest to the vaguest.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { alikeHeaders, headersOfReference } from '@/lib/import-types/sis-headers'
import { keyOfWords, SUBJECT, vagueKeyOfWords } from './header-keys'
import { normalise, wordsOf } from './header-words'
import { subjectsOf } from './row-subject'
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
  /**
   * All fields the header may name, by any of the ways.
   * @param subject what the rows are about, as headers call it; that of the type if left out.
   */
  namingsOf(header: string, subject?: readonly string[]): Naming[]
}

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

/** What has the rank of a name or synonym of its own; common names and words stand below. */
const RANK_COMMON = 500

type Names = Map<string, Naming[]>

function compileVocabulary(type: ImportType): Vocabulary {
  const subjects = subjectsOf(type)
  const [exact, alike, byWords, vaguely]: [Names, Names, Names, Names] = [new Map(), new Map(), new Map(), new Map()]
  for (const field of type.fields) {
    const add = (names: Names, key: string, naming: Omit<Naming, 'field'>) => {
      // A list of other identifiers is not the one by which a row is known.
      if (field.kind === 'list' && !field.reference && key.startsWith(SUBJECT)) return
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
    const common = commonNamesOf(field, type)
    for (const name of common)
      add(alike, normalise(name), { code: 'synonym', matched: name, rank: RANK_COMMON - 50, confidence: 0.88 })
    const own = [field.name, ...titles, ...synonyms]
    for (const name of [...own, ...common]) {
      const [confidence, rank] = own.includes(name) ? [0.8, 400] : [0.78, 380]
      add(byWords, keyOfWords(name, subjects), { code: 'words', matched: name, rank, confidence })
      add(vaguely, vagueKeyOfWords(name, subjects), {
        code: 'words',
        matched: name,
        rank: rank - 100,
        confidence: 0.72,
      })
    }
  }
  return {
    namingsOf: (header, subject = subjects) =>
      surestOfEach([
        ...(exact.get(header.trim()) ?? []),
        ...(alike.get(normalise(header)) ?? []),
        ...(byWords.get(keyOfWords(header, subject)) ?? []),
        ...(vaguely.get(vagueKeyOfWords(header, subject)) ?? []),
      ]).map((naming) => nearer(naming, header)),
  }
}

/** Between fields that are equally likely, the one whose own name has more of the header's words: an id, or a number. */
function nearer(naming: Naming, header: string): Naming {
  if (naming.rank >= RANK_COMMON) return naming
  const said = new Set(wordsOf(header))
  return { ...naming, rank: naming.rank + wordsOf(naming.field.name).filter((word) => said.has(word)).length }
}

/** What the field is called elsewhere, but for what other fields of the type are called. */
function commonNamesOf(field: Field, type: ImportType): string[] {
  const namesOf = ({ name, synonyms = [] }: Field) => [name, ...synonyms].map(normalise)
  const own = new Set(namesOf(field))
  const others = new Set(type.fields.filter((other) => other !== field).flatMap(namesOf))
  const meant = field.reference && field.reference.importType !== type.name ? headersFor(field) : []
  const groups = alikeHeaders.filter((group) => group.some((name) => own.has(normalise(name))))
  // What refers to a record is not filled with the record's name.
  const fitting = groups.filter((group) => !field.reference || !group.some((name) => wordsOf(name).includes('name')))
  return [...fitting, meant].flat().filter((name) => !own.has(normalise(name)) && !others.has(normalise(name)))
}

/** What files call the record a field refers to: the school of a class, the student of an enrollment. */
function headersFor({ kind, reference }: Field): readonly string[] {
  const isTeacher = reference?.where?.values.some((value) => value.toLowerCase() === 'teacher')
  const target = isTeacher ? 'teachers' : (reference?.importType.split('/').at(-1) ?? '')
  // Lists of people are guardians, or several teachers: a student number is none of them.
  return kind === 'list' && !/^(org|school|location)/.test(target) ? [] : (headersOfReference[target] ?? [])
}

function surestOfEach(namings: readonly Naming[]): Naming[] {
  const surest = new Map<Field, Naming>()
  for (const naming of namings) {
    const known = surest.get(naming.field)
    if (!known || naming.rank > known.rank) surest.set(naming.field, naming)
  }
  return [...surest.values()]
}
