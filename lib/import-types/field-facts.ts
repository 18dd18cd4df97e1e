// What is to be known of a field before it is filled in, as codes and params in the order in which people read them. The
// field guide, the workbook and the API make sentences of them (words: downloads.kinds, downloads.limits, downloads.need).
import { typeReferredTo } from './catalogue'
import { allowedTokens, type Field, type ImportType, type Kind } from './import-type'

/** How a value is read; a boolean or a grade with spellings of its own is not spelled as usual. */
export type KindFact = Kind | 'boolean-of' | 'grade-of'

export type FieldFact = {
  readonly code: LimitCode
  readonly params: Readonly<Record<string, string | number>>
  /** Of a reference: the type that is meant. */
  readonly type?: ImportType
}

type LimitCode =
  | 'enum'
  | 'items'
  | 'enumOpen'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'between'
  | 'pattern'
  | 'patternWhere'
  | 'unique'
  | 'past'
  | 'notAfter'
  | 'notBefore'
  | 'asMany'
  | 'reference'
  | 'referenceWhere'
  | 'discarded'
  | 'former'

export type Need = 'key' | 'keyOrBlank' | 'required' | 'partialOnly' | 'optional'

/** Whether a field must be filled. */
export function needOf(type: ImportType, field: Field): Need {
  if (type.key.includes(field.name)) return field.blankInKey ? 'keyOrBlank' : 'key'
  if (field.required) return 'required'
  return field.partialOnly ? 'partialOnly' : 'optional'
}

export function kindFact({ kind, enum: tokens }: Field): KindFact {
  return tokens && (kind === 'boolean' || kind === 'grade') ? `${kind}-of` : kind
}

/** Everything else that is asked of a value. */
export function limitsOf(type: ImportType, field: Field): readonly FieldFact[] {
  return [
    ...tokenFacts(field),
    ...(field.maxLength === undefined ? [] : [fact('maxLength', { count: field.maxLength })]),
    ...rangeFacts(field),
    ...(field.pattern === undefined ? [] : [fact('pattern', { pattern: field.pattern })]),
    ...neighbourFacts(type, field),
    ...(field.unique ? [fact('unique')] : []),
    ...(field.past ? [fact('past')] : []),
    ...referenceFacts(type, field),
    ...(field.discarded ? [fact('discarded')] : []),
    ...(field.former ? [fact('former')] : []),
  ]
}

/** Other headers of the field, as people write them; those that differ only in case and signs once. */
export function knownAs({ name, synonyms = [] }: Field): readonly string[] {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_]/g, '')
  const told = new Set([plain(name)])
  return synonyms.filter((synonym) => !told.has(plain(synonym)) && told.add(plain(synonym)))
}

function fact(code: LimitCode, params: FieldFact['params'] = {}): FieldFact {
  return { code, params }
}

function tokenFacts(field: Field): FieldFact[] {
  if (!field.enum) return []
  const values = allowedTokens(field).join(', ')
  return [fact(field.kind === 'list' ? 'items' : 'enum', { values }), ...(field.enumOpen ? [fact('enumOpen')] : [])]
}

function rangeFacts({ minimum, maximum }: Field): FieldFact[] {
  if (minimum !== undefined && maximum !== undefined) return [fact('between', { minimum, maximum })]
  if (minimum !== undefined) return [fact('minimum', { minimum })]
  return maximum === undefined ? [] : [fact('maximum', { maximum })]
}

/** What other fields of the row have to do with it. */
function neighbourFacts({ ordered = [], paired = [], patternsWhere = [] }: ImportType, { name }: Field): FieldFact[] {
  return [
    ...ordered.flatMap(([begin, end]) => (begin === name ? [fact('notAfter', { other: end })] : [])),
    ...ordered.flatMap(([begin, end]) => (end === name ? [fact('notBefore', { other: begin })] : [])),
    ...paired.flatMap(([list, codes]) => (codes === name ? [fact('asMany', { other: list })] : [])),
    ...patternsWhere
      .filter(({ field }) => field === name)
      .map(({ pattern, where }) => fact('patternWhere', { pattern, other: where.field, value: where.value })),
  ]
}

function referenceFacts(from: ImportType, { reference }: Field): FieldFact[] {
  const type = reference && typeReferredTo(from, reference.importType)
  if (!reference || !type) return []
  const { field, where } = reference
  const meant: FieldFact = { code: 'reference', params: { field }, type }
  return where ? [meant, fact('referenceWhere', { field: where.field, values: where.values.join(', ') })] : [meant]
}
