// Which field each column of a sample may fill, how sure that is, and why. Evidence in this order: how the account mapped
// the header before, exact name, how the installation mapped it, other spellings, titles, synonyms, the name without a
// table prefix, its words, and the values alone. Precision before recall: what is not clear is left to a person.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { assignFields, type Candidate } from './assign-fields'
import { splitPrefix, withoutPrefix } from './header-prefix'
import { normalise } from './header-words'
import { holdsNationalIds, isSensitiveHeader } from './sensitive-column'
import type { MappingHistory, Reason, ReasonCode, SampleColumn, Suggestion } from './suggestion'
import { fieldByValues, fitOf, isContradicted } from './value-evidence'
import { vocabularyOf, type Naming, type Vocabulary } from './vocabulary'

export type { MappingHistory, PastMapping, Reason, ReasonCode, SampleColumn, Suggestion } from './suggestion'
export { dateFormatsOf } from './value-evidence'

/** Names from this rank on are not looked for behind a prefix, and only values that all contradict them count. */
const RANK_STRONG = 800

/**
 * Suggests a field for each column, at most one column for a field. Columns that look like a national id, lunch,
 * disability or health data are never suggested for anything.
 * @param history how headers were mapped to this type before, the latest first.
 * @returns in the order of the columns; null where nothing is clear.
 */
export function suggestMapping(
  columns: readonly SampleColumn[],
  type: ImportType,
  history: MappingHistory = [],
): (Suggestion | null)[] {
  const vocabulary = vocabularyOf(type)
  const isNamed = columns.some(({ header, position }) => header.trim() !== '' && !isPosition(header, position))
  const isPublicNumber = (name: string) => normalise(name).endsWith('studentnumber')
  // A type that has fields for both tells them apart by itself.
  const hasPublicNumber =
    columns.some(({ header }) => isPublicNumber(header)) && !type.fields.some(({ name }) => isPublicNumber(name))

  const candidates = columns.flatMap((column, index) => {
    if (isSensitiveHeader(column.header) || holdsNationalIds(column.samples)) return []
    const past = pastOf(column, index, type, history)
    if (past === 'ignored') return []
    const named = isNamed ? namedCandidates(column, index, type, vocabulary) : []
    // Beside a student number, a bare "ID" is the system's internal one: joining by it is the commonest mapping fault.
    const isInternal = hasPublicNumber && /^(dc)?id$/.test(normalise(splitPrefix(column.header)?.rest ?? column.header))
    const kept = named.filter((candidate) => !isInternal || candidate.reason.code === 'name' || !aboutPeople(type))
    return [...past, ...kept, ...valueCandidate(column, index, type, isNamed)]
  })
  const chosen = new Map(assignFields(candidates).map((candidate) => [candidate.column, candidate]))
  return columns.map(({ header, position }, index) => {
    const candidate = chosen.get(index)
    if (!candidate) return null
    const { field, confidence, reason } = candidate
    return { position, header, field, confidence, reason }
  })
}

/** A file without header has positions in the place of names, counted from 0 or from 1. */
function isPosition(header: string, position: number): boolean {
  return header === String(position) || header === String(position + 1)
}

function aboutPeople({ subject = [] }: ImportType): boolean {
  return subject.includes('student')
}

function pastOf(
  column: SampleColumn,
  index: number,
  type: ImportType,
  history: MappingHistory,
): Candidate[] | 'ignored' {
  const own = history.find((past) => past.header === column.header && past.from !== 'installation')
  const others = history.find((past) => past.header === column.header && past.from === 'installation')
  if (own?.field === null) return 'ignored'
  const remembered = (past: typeof own, code: ReasonCode, rank: number, confidence: number): Candidate[] => {
    const field = type.fields.find(({ name }) => name === past?.field)
    return field ? [candidateOf(column, index, field, { code, matched: field.name, rank, confidence })] : []
  }
  return [...remembered(own, 'history-account', 1000, 0.99), ...remembered(others, 'history-installation', 880, 0.96)]
}

function namedCandidates(column: SampleColumn, index: number, type: ImportType, vocabulary: Vocabulary): Candidate[] {
  const direct = vocabulary.namingsOf(column.header)
  const prefixed = direct.some(({ rank }) => rank >= RANK_STRONG) ? undefined : splitPrefix(column.header)
  const stripped = prefixed ? vocabulary.namingsOf(withoutPrefix(prefixed, type.subject ?? [])) : []
  const behindPrefix = stripped.map((naming) => ({
    ...naming,
    code: 'prefix' as const,
    // Keeps their order among themselves, below every name that needs no stripping but above mere words.
    rank: 410 + naming.rank / 10,
    confidence: Math.round(naming.confidence * 95) / 100,
    prefix: prefixed?.prefix ?? '',
  }))
  return [...direct, ...behindPrefix]
    .filter(({ code, rank, field }) => code === 'name' || !isContradicted(field, column.samples, rank >= RANK_STRONG))
    .map((naming) => candidateOf(column, index, naming.field, naming))
}

/** A field that the values alone point to. */
function valueCandidate(column: SampleColumn, index: number, type: ImportType, isNamed: boolean): Candidate[] {
  const field = fieldByValues(type, column.header, column.samples, isNamed)
  if (!field) return []
  return [candidateOf(column, index, field, { code: 'values', matched: field.name, rank: 100, confidence: 0.65 })]
}

type Evidence = Omit<Naming, 'field'> & { readonly prefix?: string }

function candidateOf(column: SampleColumn, index: number, field: Field, evidence: Evidence): Candidate {
  const fit = fitOf(field, column.samples)
  const { code, matched, prefix, rank, confidence } = evidence
  const params: Reason['params'] = {
    matched,
    ...(prefix !== undefined && { prefix }),
    hasValues: fit ? 'yes' : 'no',
    samples: fit?.samples ?? 0,
    percent: fit?.percent ?? 0,
  }
  return { column: index, field: field.name, rank, confidence, reason: { code, params } }
}
