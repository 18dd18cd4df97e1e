// Every code there is, with its level and the severity it has unless a rule says otherwise. A code without words in
// both languages, or without a test that makes it, fails the suite.
import type { IssueLevel, Severity } from './issue'

type Entry = { readonly level: IssueLevel; readonly severity: Severity }

export const catalogue = {
  // the file as a whole
  'file-empty': { level: 'file', severity: 'error' },
  'file-not-csv': { level: 'file', severity: 'error' }, // params: found (html, pdf, gzip, zip, workbook, json, xml, sql, pgp, binary), title?
  'file-encoding': { level: 'file', severity: 'error' }, // params: expected, found (utf-8, utf-16le, utf-16be, windows-1252)
  'file-delimiter': { level: 'file', severity: 'error' }, // params: expected, found (comma, semicolon, tab, pipe, colon, tilde, caret)
  'file-too-large': { level: 'file', severity: 'error' }, // params: limitBytes
  'file-over-limit': { level: 'file', severity: 'error' }, // params: limitBytes, by the rules of its type; sizeBytes, of the file
  'file-too-many-rows': { level: 'file', severity: 'error' }, // params: limit
  'file-quote-unclosed': { level: 'file', severity: 'error' }, // line where it opened
  'file-no-rows': { level: 'file', severity: 'warning' },
  // archives; params: name, the member's, where one is to blame
  'file-not-archive': { level: 'file', severity: 'error' },
  'file-archive-incomplete': { level: 'file', severity: 'error' },
  'file-archive-empty': { level: 'file', severity: 'error' },
  'file-archive-inconsistent': { level: 'file', severity: 'error' }, // params: reason (end-record, extra, headers)
  'file-archive-overlap': { level: 'file', severity: 'error' },
  'file-archive-entries': { level: 'file', severity: 'error' }, // params: limit
  'file-archive-too-large': { level: 'file', severity: 'error' }, // params: limitBytes, of all members unpacked
  'file-archive-ratio': { level: 'file', severity: 'error' }, // params: limit
  'file-archive-encrypted': { level: 'file', severity: 'error' },
  'file-archive-method': { level: 'file', severity: 'error' }, // params: method, its usual name or number
  'file-archive-special': { level: 'file', severity: 'error' }, // a link, device or pipe
  'file-archive-name': { level: 'file', severity: 'error' }, // tries to be a path
  'file-archive-folder': { level: 'file', severity: 'error' },
  'file-archive-duplicate': { level: 'file', severity: 'error' }, // params: isExact (yes, no)
  'file-archive-damaged': { level: 'file', severity: 'error' }, // params: reason (checksum, size, packing)
  'file-archive-several': { level: 'file', severity: 'error' }, // params: count; where one file is expected
  // bundles
  'file-member-missing': { level: 'file', severity: 'error' }, // params: name, expectedBy (template, manifest, standard)
  'file-member-unknown': { level: 'file', severity: 'warning' }, // params: name
  'file-member-undeclared': { level: 'file', severity: 'error' }, // params: name
  'file-manifest-layout': { level: 'file', severity: 'error' },
  'file-manifest-version': { level: 'file', severity: 'error' }, // params: property, found, expected
  'file-manifest-property': { level: 'file', severity: 'error' }, // params: property, problem (repeated, value), found?
  'file-manifest-incomplete': { level: 'file', severity: 'error' }, // params: properties
  'file-manifest-mode': { level: 'file', severity: 'error' }, // params: declared (bulk, delta)
  // the header
  'header-missing': { level: 'header', severity: 'error' },
  'header-elsewhere': { level: 'header', severity: 'error' }, // line: where it was found; params: expected (line)
  'header-unexpected': { level: 'header', severity: 'error' }, // line: names columns, in a file without header
  'header-too-wide': { level: 'header', severity: 'error' }, // params: limit
  'header-duplicate': { level: 'header', severity: 'error' }, // column
  'header-column-missing': { level: 'header', severity: 'error' }, // column; params: difference (none, case, characters, similar), closest, characters
  'header-column-left-out': { level: 'header', severity: 'warning' }, // column, field: rows can do without it, so it is left as it is; params as header-column-missing
  'header-column-case': { level: 'header', severity: 'warning' }, // column; params: expected
  'header-column-unknown': { level: 'header', severity: 'warning' }, // column; params: suggestion? (a field); an error where the order is strict
  'header-column-sensitive': { level: 'header', severity: 'warning' }, // column: an unknown one that looks like a national id or health data
  'header-column-moved': { level: 'header', severity: 'error' }, // column; params: expected, found (positions from 1)
  'header-column-order': { level: 'header', severity: 'warning' }, // column; params as header-column-moved; where the order is free, told once
  'header-field-unmapped': { level: 'header', severity: 'error' }, // field: required, filled by no column and no constant
  'header-field-repeated': { level: 'header', severity: 'error' }, // field: filled twice; params: columns
  'header-field-unknown': { level: 'header', severity: 'error' }, // field: the import type has none of that name
  // rows
  'row-cells': { level: 'row', severity: 'error' }, // params: found, expected
  'row-header-repeated': { level: 'row', severity: 'error' },
  'row-footer': { level: 'row', severity: 'warning' }, // value: the last row says how many there were, or that this is the end
  'row-quote': { level: 'row', severity: 'error' }, // a stray quote, or text after a closing quote
  'row-encoding': { level: 'row', severity: 'error' }, // column; params: byte (0xE9), looksLike (windows-1252, damaged)
  'row-byte-order-mark': { level: 'row', severity: 'error' }, // a second file's beginning glued on here
  'row-nul': { level: 'row', severity: 'error' },
  'row-cell-too-long': { level: 'row', severity: 'error' }, // column; params: limit (characters)
  'row-too-long': { level: 'row', severity: 'error' }, // params: limitBytes
  'row-key-duplicate': { level: 'row', severity: 'error' }, // params: firstLine
  'row-key-repeated': { level: 'row', severity: 'warning' }, // identical copy; params: firstLine
  'row-key-too-long': { level: 'row', severity: 'error' }, // params: limitBytes
  // cells
  'value-required': { level: 'cell', severity: 'error' },
  'value-enum': { level: 'cell', severity: 'error' }, // params: allowed
  'value-enum-other': { level: 'cell', severity: 'warning' }, // a list senders may add to; params: allowed
  'value-enum-case': { level: 'cell', severity: 'warning' }, // params: read
  'value-not-listed': { level: 'cell', severity: 'error' }, // stands on neither side of the mapping's list of values
  'value-boolean': { level: 'cell', severity: 'error' },
  'value-boolean-spelling': { level: 'cell', severity: 'warning' }, // params: read
  'value-integer': { level: 'cell', severity: 'error' },
  'value-decimal': { level: 'cell', severity: 'error' },
  'value-minimum': { level: 'cell', severity: 'error' }, // params: minimum
  'value-maximum': { level: 'cell', severity: 'error' }, // params: maximum
  'value-date': { level: 'cell', severity: 'error' }, // params: formats
  'value-date-ambiguous': { level: 'cell', severity: 'error' }, // params: first, second
  'value-date-future': { level: 'cell', severity: 'warning' },
  'value-date-time': { level: 'cell', severity: 'error' },
  'value-date-time-spelling': { level: 'cell', severity: 'warning' }, // params: read
  'value-year': { level: 'cell', severity: 'error' },
  'value-email': { level: 'cell', severity: 'error' },
  'value-phone': { level: 'cell', severity: 'error' },
  'value-grade': { level: 'cell', severity: 'error' },
  'value-id': { level: 'cell', severity: 'error' },
  'value-id-characters': { level: 'cell', severity: 'warning' },
  'value-id-spreadsheet': { level: 'cell', severity: 'error' }, // 1.23E+11
  'value-too-long': { level: 'cell', severity: 'error' }, // params: limit
  'value-pattern': { level: 'cell', severity: 'error' }, // params: pattern
  'value-line-break': { level: 'cell', severity: 'warning' },
  'value-not-unique': { level: 'cell', severity: 'error' }, // params: firstLine
  'value-list': { level: 'cell', severity: 'error' }, // an item is blank
  'value-list-length': { level: 'cell', severity: 'warning' }, // params: other
  'value-order': { level: 'cell', severity: 'warning' }, // end before start; params: other
  'value-reference': { level: 'cell', severity: 'warning' }, // params: importType, field; grouped: params.count
  'value-reference-kind': { level: 'cell', severity: 'warning' }, // the record is there; params: importType, other (its field), allowed, count
  'value-status-in-bulk': { level: 'cell', severity: 'warning' },
  'value-status-missing': { level: 'cell', severity: 'warning' },
  // what the comparison found
  'deactivations-withheld': { level: 'file', severity: 'warning' }, // params: count, rows
} as const satisfies Record<string, Entry>

export type IssueCode = keyof typeof catalogue
