// How one CSV file is written: its encoding, its delimiter, where its header stands. Stored with a template.
import { z } from 'zod'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const

export const delimiters = [',', ';', '\t', '|', ':', '~', '^'] as const

export const dialectSchema = z.object({
  encoding: z.enum(encodings).default('utf-8'),
  delimiter: z.enum(delimiters).default(','),
  quote: z.literal('"').default('"'),
  /** Physical line of the header, counted from 1; 0 when the file has none. */
  headerLine: z.number().int().min(0).max(100).default(1),
})

export type Encoding = (typeof encodings)[number]
export type Delimiter = (typeof delimiters)[number]
export type Dialect = z.output<typeof dialectSchema>

/** The delimiter as issues name it in their params; the words for it are made when the issue is shown. */
export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  ':': 'colon',
  '~': 'tilde',
  '^': 'caret',
}
