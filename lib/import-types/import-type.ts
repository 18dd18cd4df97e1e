// What an import type is: one declaration from which the roster table, the checks, the mapper's vocabulary, the CSV
// template, the field guide and the API schema are all derived. The declarations stand in the folders beside this file.

/** How the text of a value is read. One file each in lib/validation/kinds. */
export type Kind =
  | 'text'
  | 'id'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'year'
  | 'email'
  | 'phone'
  | 'grade'
  | 'list'

export type LocalizedText = { readonly en: string; readonly es: string }

export type Reference = {
  /** Full name of the import type whose record is meant, such as oneroster-1.1/orgs. */
  readonly importType: string
  /** The first field of its key, or one that is unique. */
  readonly field: string
  /** What the record meant must be: an organization of type school, a user whose role is student. */
  readonly where?: { readonly field: string; readonly values: readonly string[] }
}

export type Field = {
  /** The name in files of this type, exact and case-sensitive: sourcedId, "Student ID". */
  readonly name: string
  readonly title: LocalizedText
  readonly kind: Kind
  readonly required?: boolean
  /** No two rows of one file may share the value. Key fields need not say so. */
  readonly unique?: boolean
  /**
   * A key field that may be blank: blank is then a value of its own, kept as an empty text. The roster keeps such a
   * field as text, whatever its kind.
   */
  readonly blankInKey?: boolean
  /**
   * The tokens allowed; for a list, the tokens allowed as items. For a boolean and a grade, the spellings the format
   * itself uses, such as 1 and 0, or Kindergarten; true and false, or the codes of CEDS, if absent.
   */
  readonly enum?: readonly string[]
  /** Tokens that begin so are allowed besides the enum, such as OneRoster 1.2's "ext:". */
  readonly enumPrefix?: string
  /** The enum is not the whole truth (senders may add to it, or it is known in part): other tokens are kept with a warning. */
  readonly enumOpen?: boolean
  readonly minimum?: number
  readonly maximum?: number
  /** In characters (code points). */
  readonly maxLength?: number
  /** A regular expression the whole value must match. */
  readonly pattern?: string
  /** For a list: what every item refers to. */
  readonly reference?: Reference
  /**
   * Records are looked up by this field, so it has an index of its own in the roster: who visits this student. Each costs
   * about a third of the time of a first import, so nothing that comes by the million has one.
   */
  readonly lookup?: boolean
  /** Filled in partial files and blank in full ones, where it is ignored (OneRoster's status and dateLastModified). */
  readonly partialOnly?: boolean
  /** A date that cannot lie in the future, such as a birth date. */
  readonly past?: boolean
  /** Other headers seen for this field, for the mapper. */
  readonly synonyms?: readonly string[]
  /** Birth date, race, password…: never suggested from values, never logged, masked in issues. */
  readonly sensitive?: boolean
  /** Secrets that must never be kept: read, checked, and dropped before the roster. */
  readonly discarded?: boolean
  /** Of an earlier edition of the format: taken where a file has it, and left out of templates. */
  readonly former?: boolean
  /** The name is our own: the vendor's table does not have the field, or could not be seen. */
  readonly own?: boolean
  /** One sentence for the field guide. */
  readonly note?: LocalizedText
  /** The column of the roster, where it does not follow from the name: a field that was renamed keeps its own. */
  readonly column?: string
  /** What the field was called before; mappings made then name it so. */
  readonly formerNames?: readonly string[]
}

/** Where another field has this value, a field must have this form: a UUID where the source is "case". */
export type PatternWhere = {
  readonly field: string
  /** A regular expression the whole value must match. */
  readonly pattern: string
  readonly where: { readonly field: string; readonly value: string }
}

/** In a partial file, a row with this value says that its record has gone. */
export type Departure = { readonly field: string; readonly value: string }

export type ImportType = {
  /** family/file, such as oneroster-1.1/users. */
  readonly name: string
  readonly family: string
  readonly title: LocalizedText
  readonly description: LocalizedText
  /** Usual file names, the first one is the template's default. */
  readonly fileNames: readonly string[]
  readonly key: readonly string[]
  /** In the order the file has them. */
  readonly fields: readonly Field[]
  /** The field by which thresholds are also counted per school, if any. For a list, every item is a group. */
  readonly groupField?: string
  /** The largest file that may be sent, packed or not, by the rules of the system it is for. */
  readonly maxBytes?: number
  /**
   * Unpublished: the vendor shows no layout, so all field names are our own. Own: the format is ours. Absent: the names
   * are the vendor's, but for fields that say otherwise.
   */
  readonly layout?: 'unpublished' | 'own'
  readonly departure?: Departure
  /** Pairs of fields of which the first must not come after the second: begin and end. */
  readonly ordered?: readonly (readonly [begin: string, end: string])[]
  /** Pairs of lists that must have the same number of items: subjects and their codes. */
  readonly paired?: readonly (readonly [list: string, codes: string])[]
  readonly patternsWhere?: readonly PatternWhere[]
  /** What a row is about, as headers put it before a field's name: "student" in "Student First Name". For the mapper. */
  readonly subject?: readonly string[]
  /** Where the rules come from, for people to look up. */
  readonly source: string
  /** Two or three rows of made-up values that pass every check, by field name. */
  readonly examples: readonly Readonly<Record<string, string>>[]
  /** The table of the roster, where it does not follow from the name: two accounts may each have a custom/bus-passes. */
  readonly table?: string
}

/** The field of that name. Throws if the type has none: a programming error, not an input error. */
export function fieldOf(type: ImportType, name: string): Field {
  const field = type.fields.find((candidate) => candidate.name === name)
  if (!field) throw new Error(`import type ${type.name} has no field ${name}`)
  return field
}

/** A row without the field is refused: the field is required, or part of the key and not one that may be blank. */
export function mustBeFilled(type: ImportType, field: Field): boolean {
  return field.required === true || (type.key.includes(field.name) && !field.blankInKey)
}

/** The field's name is our own, not the vendor's. */
export function isOwnField(type: ImportType, field: Field): boolean {
  return type.layout !== undefined || field.own === true
}

/** The tokens of a field's enum as people read them, with what may stand besides: "ext:…". */
export function allowedTokens({ enum: tokens = [], enumPrefix }: Field): readonly string[] {
  return enumPrefix === undefined ? tokens : [...tokens, `${enumPrefix}…`]
}
