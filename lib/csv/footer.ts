// The line that some programs put under the rows they export: "(5 rows affected)", "-- 5 rows --", "Total: 5". It stands
// for no record. Only forms that are known are taken for one, because a row that is damaged must be told of as such; and
// only a row with too few cells is asked about, so that no record of a file of one column is ever taken for a footer.

import type { BadRowEvent, CsvEvent } from './csv-event'
import { csvIssue } from './csv-issue'

/** Longer than any form below. */
const LENGTH_MAX = 80

const NUMBER = String.raw`(?:\d{1,12}|\d{1,3}(?:[,. ]\d{3}){1,3})`
const ENGLISH = 'rows?|records?|lines?|results?'
const SPANISH = 'filas?|registros?|renglones|renglón|líneas?|resultados?'
const COUNTED = `(?:${ENGLISH}|row\\(s\\)|record\\(s\\)|${SPANISH}|fila\\(s\\)|registro\\(s\\))`
const DONE =
  '(?:affected|selected|returned|exported|written|found|in set|in total|total|processed|' +
  'afectad[ao]s?|afectada\\(s\\)|seleccionad[ao]s?|devuelt[ao]s?|exportad[ao]s?|encontrad[ao]s?|procesad[ao]s?|en total)'

/** Each matches in one pass: no part of it can be read in two ways for long, and the text is short. */
const forms = [
  // SQL Server and sqlcmd, psql, MySQL, Oracle: (5 rows affected), (5 rows), 5 rows in set, 5 rows selected.
  `${NUMBER} ${COUNTED}(?: ${DONE})?`,
  `(?:no|ninguna) (?:rows|fila) (?:selected|seleccionada)`,
  // Reports: Total: 5, Total records: 5, Row count = 5, Número de registros: 5
  `(?:grand )?total(?: (?:number )?(?:of )?${COUNTED}(?: count)?| (?:count|general)| de ${COUNTED})? ?[:=]? ?${NUMBER}`,
  `(?:number of |número de |numero de |no\\. de )?${COUNTED}(?: count| ${DONE})? ?[:=] ?${NUMBER}`,
  `(?:record|row|line) count ?[:=]? ?${NUMBER}`,
  // And what ends them: *** End of report ***
  `(?:end of (?:file|report|data|export)|fin del? (?:archivo|reporte|informe|exportación))`,
]

const footer = new RegExp(`^(?:${forms.join('|')})\\.?$`, 'iu')

/** What may stand around it: brackets, or a rule of dashes, stars or equals signs. */
const around = /^[-*=#]{0,20} ?|(?: ?[-*=#]{1,20})$/gu

/**
 * The text of a footer.
 * @param cells of a row that has fewer of them than a row must have.
 * @returns undefined if it is none.
 */
export function footerText(cells: readonly string[]): string | undefined {
  const [only, ...more] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (only === undefined || more.length > 0 || only.length > LENGTH_MAX) return undefined
  const bare = only.replace(around, '')
  const isBracketed = bare.startsWith('(') && bare.endsWith(')')
  return footer.test(isBracketed ? bare.slice(1, -1) : bare) ? only : undefined
}

/** Of a reader: only when the file has ended is it known which row was the last. */
type FooterHolder = {
  /** The row before, if it is a bad one that would be a footer were it the last. */
  footer: BadRowEvent | undefined
  batch: CsvEvent[]
  readonly width: number | undefined
}

/** Keeps a row back that may be a footer. @returns whether it does. */
export function holdFooter(reader: FooterHolder, event: CsvEvent): boolean {
  if (event.type !== 'badRow' || event.issue.code !== 'row-cells') return false
  const isShort = event.cells.length < (reader.width ?? 0)
  if (!isShort || footerText(event.cells) === undefined) return false
  reader.footer = event
  return true
}

/** To be called before anything that comes behind: the row kept back was not the last one. */
export function releaseFooter(reader: FooterHolder): void {
  if (reader.footer) reader.batch.push(reader.footer)
  reader.footer = undefined
}

/** To be called when the file has ended. */
export function takeFooter(reader: FooterHolder): void {
  const { footer } = reader
  if (!footer) return
  const { line, cells } = footer
  reader.batch.push({ type: 'footer', line, cells, issue: csvIssue('row-footer', { line, value: footerText(cells) }) })
  reader.footer = undefined
}
