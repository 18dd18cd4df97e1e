// One field's check, compiled: blank or not, reading by kind, then the rules. What is sensitive never enters an issue.
// Tolerant: blanks around a cell are removed, around identifiers too, so that " 417" and "417" are one key and collide
// where both stand in a file. Strict: they are part of the value. A cell of nothing but blanks is no value in either.
import { mustBeFilled, type Field, type ImportType } from '@/lib/import-types/import-type'
import { issueOf, type Issue, type IssueParams } from '@/lib/issues/issue'
import { isRemarked, type Cell } from './cell'
import { kinds, type ReadOptions } from './kinds'
import { isFinding, type Finding, type RosterValue } from './roster-value'
import { length } from './rules/length'
import { past } from './rules/past'
import { pattern } from './rules/pattern'
import { range } from './rules/range'
import { tokens } from './rules/tokens'
import type { ValueRule } from './rules/value-rule'
import type { ValidatorSettings } from './validation-settings'

/** Stands in an issue where a sensitive value would. */
const MASK = '•••'

/** Reads one cell, adds what there is to say to the issues, and gives the value or null. */
export type FieldCheck = (cell: Cell, line: number, issues: Issue[]) => RosterValue | null

export function compileField(field: Field, type: ImportType, settings: ValidatorSettings): FieldCheck {
  const { tolerance } = settings
  const { read } = kinds[field.kind]
  const options = readOptions(field, settings)
  const rules = compileRules(field, settings)
  const isRequired = mustBeFilled(type, field)
  const blank = field.blankInKey && type.key.includes(field.name) ? '' : null
  const report = compileReport(field, settings.columnOf?.(field.name))
  if (field.partialOnly && !settings.partial) return withRemarks(ignored(field, type, settings, report), report)

  return withRemarks((cell, line, issues) => {
    const text = cell === null ? '' : cell.trim()
    if (text === '') {
      if (isRequired) report({ code: 'value-required' }, '', line, issues)
      if (field.partialOnly) reportMissing(field, type, settings, report, line, issues)
      return blank
    }
    const raw = tolerance === 'tolerant' ? text : (cell ?? '')
    let value = settle(read(raw, options), raw, line, issues, report)
    for (const rule of rules) {
      if (value === null) return null
      value = settle(rule(value) ?? value, raw, line, issues, report)
    }
    return field.discarded ? null : value
  }, report)
}

type TextCheck = (cell: string | null, line: number, issues: Issue[]) => RosterValue | null

/** First what the template's changes have to say about the text, then, unless that is an error, the check. */
function withRemarks(check: TextCheck, report: Report): FieldCheck {
  return (cell, line, issues) => {
    if (!isRemarked(cell)) return check(cell, line, issues)
    const { text, code, params, severity, value } = cell
    const isError = severity === 'error'
    report({ code, params, ...(!isError && { value: text }) }, value, line, issues)
    return isError ? null : check(text, line, issues)
  }
}

type Report = (finding: Finding, cell: string, line: number, issues: Issue[]) => void

/** The value that stands, or null after an error. */
function settle(reading: RosterValue | Finding, cell: string, line: number, issues: Issue[], report: Report) {
  if (!isFinding(reading)) return reading
  report(reading, cell, line, issues)
  return reading.value ?? null
}

function compileReport(field: Field, column: string | undefined): Report {
  const isSecret = field.sensitive === true || field.discarded === true
  return ({ code, params, value }, cell, line, issues) =>
    issues.push(
      issueOf(code, {
        severity: value === undefined ? 'error' : 'warning',
        line,
        column,
        field: field.name,
        value: isSecret || cell === '' || code === 'row-nul' ? undefined : cell,
        params: isSecret ? masked(params) : params,
      }),
    )
}

/** What the cell was read as would give the value away. */
function masked(params: IssueParams | undefined): IssueParams | undefined {
  if (!params) return undefined
  const secrets = new Set(['read', 'first', 'second'])
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, secrets.has(name) ? MASK : value]))
}

/**
 * Full files: status and date of change say nothing there (OneRoster 1.1); they are not read. Tolerant: a row that says
 * that its record has gone is told of, because it stays. Strict: any of them is an error.
 */
function ignored(field: Field, type: ImportType, { tolerance }: ValidatorSettings, report: Report): TextCheck {
  const code = 'value-status-in-bulk'
  if (tolerance === 'strict') {
    return (cell, line, issues) => {
      if (cell !== null && cell.trim() !== '') report({ code }, cell, line, issues)
      return null
    }
  }
  const departure = type.departure?.field === field.name ? type.departure.value.toLowerCase() : undefined
  return (cell, line, issues) => {
    if (departure !== undefined && cell?.trim().toLowerCase() === departure)
      report({ code, value: '' }, cell, line, issues)
    return null
  }
}

/** Partial files: a blank status is read as active with a warning; strict: an error, as OneRoster has it. */
function reportMissing(
  field: Field,
  type: ImportType,
  { tolerance }: ValidatorSettings,
  report: Report,
  line: number,
  issues: Issue[],
): void {
  if (tolerance === 'strict') report({ code: 'value-required' }, '', line, issues)
  else if (field.name === type.departure?.field) report({ code: 'value-status-missing', value: '' }, '', line, issues)
}

function readOptions(field: Field, { tolerance, dateFormats, dateFormatsOf }: ValidatorSettings): ReadOptions {
  return {
    tolerance,
    dateFormats: dateFormatsOf?.(field.name) ?? dateFormats,
    ...((field.kind === 'boolean' || field.kind === 'grade') && field.enum && { tokens: field.enum }),
    ...(field.kind === 'list' && field.reference && { itemsAreIds: true }),
  }
}

function compileRules(field: Field, { tolerance, today }: ValidatorSettings): ValueRule[] {
  const compilers = [length, tokens, pattern, range, past]
  return compilers.map((compile) => compile(field, { tolerance, today })).filter((rule) => rule !== undefined)
}
