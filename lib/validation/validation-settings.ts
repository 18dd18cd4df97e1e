// The settings of a template that decide how values are read.
import { z } from 'zod'

/** Date formats a template may name. A date is read by these and no other: the day and month are never guessed. */
export const dateFormats = [
  'YYYY-MM-DD',
  'MM/DD/YYYY',
  'M/D/YYYY',
  'DD/MM/YYYY',
  'D/M/YYYY',
  'MM-DD-YYYY',
  'DD-MM-YYYY',
  'YYYYMMDD',
  'YYYY/MM/DD',
] as const

export const dateFormatSchema = z.enum(dateFormats)

/** Strict: the standard to the letter. Tolerant: what real senders do wrong is read, with a warning. */
export const toleranceSchema = z.enum(['tolerant', 'strict'])

export type DateFormat = z.output<typeof dateFormatSchema>
export type Tolerance = z.output<typeof toleranceSchema>

/** What a compiled check depends on besides the import type. */
export type ValidatorSettings = {
  readonly dateFormats: readonly DateFormat[]
  readonly tolerance: Tolerance
  /** The file holds changes only (OneRoster delta): status and date of change count. Without it they are ignored. */
  readonly partial?: boolean
  /** YYYY-MM-DD in the account's time zone; without it nothing is compared with today. */
  readonly today?: string
  /** The header of the column that fills a field, for the issues. */
  readonly columnOf?: (field: string) => string | undefined
  /** How the dates of a field are written, where its column's own transforms say so; undefined: dateFormats. */
  readonly dateFormatsOf?: (field: string) => readonly DateFormat[] | undefined
}
