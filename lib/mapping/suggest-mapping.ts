// Which field each column of a sample may fill, how sure that is, and why. Evidence in this order: how the account mapped
// the header before, exact name, how the installation mapped it, what the system the file comes from means by it, other
// spellings, titles, synonyms, the name without a table prefix, keys the account knows, its words, and the values alone.
// Precision before recall: what is not clear is left to a person.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { assignFields, type Candidate } from './assign-fields'
import { candidateOf } from './candidate-of'
import { splitPrefix, withoutPrefix } from './header-prefix'
import { normalise, wordsOf } from './header-words'
import { systemOf, type KnownSystem } from './known-system'
import { isWhoseUnclear, saysWhose, subjectsOf, subjectsOfFile } from './row-subject'
import { holdsMostPrivate, isSensitiveHeader } from './sensitive-column'
import type { MappingHistory, ReasonCode, SampleColumn, Suggestion } from './suggestion'
import { fieldByKeys, fieldByValues, holdsOtherKeys, isContradicted } from './value-evidence'
import { vocabularyOf, type Naming, type Vocabulary } from './vocabulary'

export type { MappingHistory, PastMapping, Reason, ReasonCode, SampleColumn, Suggestion } from './suggestion'
export { dateFormatsOf } from './value-evidence'

/** Names from this rank on are not looked for behind a prefix, and only values that all contradict them count. */
const RANK_STRONG = 800

/** What is true of the file as a whole. */
type FileFacts = {
  readonly type: ImportType
  readonly columns: readonly SampleColumn[]
  readonly vocabulary: Vocabulary
  readonly history: MappingHistory
  /** False for a file without header. */
  readonly isNamed: boolean
  /** There is a number people use, so that a bare "ID" is not it. */
  readonly hasPublicNumber: boolean
  readonly system: KnownSystem | undefined
  /** What its rows are about, as headers call it. */
  readonly subject: readonly string[]
  /** An address, number or login without a person before it may be anybody's. */
  readonly isWhoseUnclear: boolean
}

/**
 * Suggests a field for each column, at most one column for a field. Columns that look like a national id, lunch,
 * disability, health or immigration data are never suggested for anything.
 * @param history how headers were mapped to this type before, the latest first.
 * @returns in the order of the columns; null where nothing is clear.
 */
export function suggestMapping(
  columns: readonly SampleColumn[],
  type: ImportType,
  history: MappingHistory = [],
): (Suggestion | null)[] {
  const facts = factsOf(columns, type, history)
  const candidates = columns.flatMap((column, index) => candidatesOf(column, index, facts))
  const chosen = new Map(assignFields(candidates).map((candidate) => [candidate.column, candidate]))
  return columns.map(({ header, position }, index) => {
    const candidate = chosen.get(index)
    if (!candidate) return null
    const { field, confidence, reason } = candidate
    return { position, header, field, confidence, reason }
  })
}

function factsOf(columns: readonly SampleColumn[], type: ImportType, history: MappingHistory): FileFacts {
  const headers = columns.map(({ header }) => header)
  const subject = subjectsOfFile(type, headers)
  return {
    ...{ type, columns, history, vocabulary: vocabularyOf(type) },
    isNamed: columns.some(({ header, position }) => header.trim() !== '' && !isPosition(header, position)),
    // A type that has fields for both tells them apart by itself.
    hasPublicNumber: headers.some(isPublicNumber) && !hasFieldForPublicNumber(type),
    system: systemOf(headers),
    subject,
    isWhoseUnclear: isWhoseUnclear(headers, subject),
  }
}

const isPublicNumber = (name: string) => normalise(name).endsWith('studentnumber')

function hasFieldForPublicNumber({ fields }: ImportType): boolean {
  return fields.some(({ name }) => isPublicNumber(name))
}

/** A file without header has positions in the place of names, counted from 0 or from 1. */
function isPosition(header: string, position: number): boolean {
  return header === String(position) || header === String(position + 1)
}

function candidatesOf(column: SampleColumn, index: number, facts: FileFacts): Candidate[] {
  if (isSensitiveHeader(column.header) || holdsMostPrivate(column.samples)) return []
  const past = pastOf(column, index, facts)
  if (past === 'ignored') return []
  const named = facts.isNamed ? namedCandidates(column, index, facts) : []
  const isUnclear = facts.isWhoseUnclear && !saysWhose(column.header, facts.subject)
  const evident = [...named, ...evidentCandidates(column, index, facts)]
  return [
    ...past,
    ...evident.filter(({ field, reason }) => {
      if (!isPersonal(field, facts.type)) return true
      return !isSaidOfSubject(column, facts) && (reason.code === 'name' || !isUnclear)
    }),
  ]
}

/** Beside "Student User Name", a bare "User Name" is somebody else's. */
function isSaidOfSubject(column: SampleColumn, { columns, subject }: FileFacts): boolean {
  const bareName = ({ header }: SampleColumn) => normalise(splitPrefix(header)?.rest ?? header)
  const name = bareName(column)
  return columns.some((other) => subject.some((who) => bareName(other) === normalise(who) + name))
}

function pastOf(column: SampleColumn, index: number, { type, history }: FileFacts): Candidate[] | 'ignored' {
  const own = history.find((past) => past.header === column.header && past.from !== 'installation')
  const others = history.find((past) => past.header === column.header && past.from === 'installation')
  if (own?.field === null) return 'ignored'
  const remembered = (past: typeof own, code: ReasonCode, rank: number, confidence: number): Candidate[] => {
    const field = type.fields.find(({ name }) => name === past?.field)
    return field ? [candidateOf(column, index, field, { code, matched: field.name, rank, confidence })] : []
  }
  // Others may call something else so; this account's own decision stands whatever the values are.
  const byOthers = remembered(others, 'history-installation', 880, 0.96).filter(
    ({ field: name }) =>
      !type.fields.some((field) => field.name === name && isContradicted(field, column.samples, false)),
  )
  return [...remembered(own, 'history-account', 1000, 0.99), ...byOthers]
}

function namedCandidates(column: SampleColumn, index: number, facts: FileFacts): Candidate[] {
  const { type, columns, vocabulary, subject, system } = facts
  const meaning = system?.meaningOf(column.header, subject)
  const direct = vocabulary.namingsOf(column.header, subject)
  const meant = system && typeof meaning === 'string' ? meantBy(meaning, system, vocabulary) : []
  const namings = meaning === undefined ? [...direct, ...behindPrefix(column.header, direct, facts)] : direct
  const bare = normalise(splitPrefix(column.header)?.rest ?? column.header)
  return (
    [...meant, ...(meaning === null ? behindOwnName(column.header, direct, facts) : namings)]
      .filter(({ code, rank }) => meaning === undefined || code === 'system' || rank >= RANK_STRONG || meaning === null)
      // Beside a student number, a bare "ID" is the system's internal one: joining by it is the commonest mapping fault.
      .filter(
        ({ code }) =>
          code === 'name' || !facts.hasPublicNumber || !/^((dc|person)?id)$/.test(bare) || !aboutStudents(type),
      )
      .filter(({ code, rank, field }) => code === 'name' || !isContradicted(field, column.samples, rank >= RANK_STRONG))
      .filter(({ code, field }) => code === 'name' || !isOfSomebodyElse(column.header, field, facts))
      .filter(({ code, field }) => code === 'name' || !holdsOtherKeys(field, column, columns))
      .map((naming) => candidateOf(column, index, naming.field, naming))
  )
}

/** The field that a system's own name for a column stands for. */
function meantBy(meaning: string, { name }: KnownSystem, vocabulary: Vocabulary): (Naming & { system: string })[] {
  const [best] = vocabulary.namingsOf(meaning).toSorted((a, b) => b.rank - a.rank)
  return best ? [{ ...best, code: 'system', rank: 870, confidence: 0.95, system: name }] : []
}

/** An internal key of a system: only for a field that is called exactly so, or by a type that knows both numbers. */
function behindOwnName(header: string, direct: readonly Naming[], facts: FileFacts): Naming[] {
  const exact = direct.filter(({ code }) => code === 'name')
  if (!hasFieldForPublicNumber(facts.type)) return exact
  const rest = normalise(splitPrefix(header)?.rest ?? header)
  const own = [...direct, ...behindPrefix(header, direct, facts)]
  return own.filter(({ field }) => normalise(field.name) === rest)
}

function behindPrefix(header: string, direct: readonly Naming[], { vocabulary, subject }: FileFacts) {
  const prefixed = direct.some(({ rank }) => rank >= RANK_STRONG) ? undefined : splitPrefix(header)
  const stripped = prefixed ? vocabulary.namingsOf(withoutPrefix(prefixed, subject), subject) : []
  return stripped.map((naming) => ({
    ...naming,
    code: 'prefix' as const,
    // Keeps their order among themselves, below every name that needs no stripping but above mere words.
    rank: 410 + naming.rank / 10,
    confidence: Math.round(naming.confidence * 95) / 100,
    prefix: prefixed?.prefix ?? '',
  }))
}

/** By which a person is reached or signs in. */
function isPersonal(name: string, { fields }: ImportType): boolean {
  const field = fields.find((one) => one.name === name)
  if (!field || field.kind === 'email' || field.kind === 'phone') return true
  return wordsOf(field.title.en).some((word) => ['user', 'login', 'password', 'phone', 'mobile'].includes(word))
}

/** In a file of students, a teacher's number is not that of the row, though the type takes teachers as well. */
function isOfSomebodyElse(header: string, field: Field, { type, subject }: FileFacts): boolean {
  const others = subjectsOf(type).filter((word) => !subject.includes(word))
  if (others.length === 0) return false
  const own = new Set(wordsOf(field.title.en))
  return wordsOf(header).some((word) => others.includes(word) && !own.has(word))
}

function aboutStudents({ subject = [] }: ImportType): boolean {
  return subject.includes('student')
}

/** The fields that keys the account knows, or the values alone, point to. */
function evidentCandidates(column: SampleColumn, index: number, facts: FileFacts): Candidate[] {
  const { type, subject, isNamed } = facts
  const byKeys = fieldByKeys(type, column, subject, isNamed)
  const byValues = fieldByValues(type, column.header, column.samples, isNamed, subject)
  const naming = (code: ReasonCode, matched: string, rank: number, confidence: number) => ({
    ...{ code, matched, rank, confidence },
  })
  return [
    ...(byKeys ? [candidateOf(column, index, byKeys, naming('known-keys', byKeys.name, 430, 0.86))] : []),
    ...(byValues ? [candidateOf(column, index, byValues, naming('values', byValues.name, 100, 0.65))] : []),
  ]
}
