// Delimiters as the words name them (wizard.sample.delimiter). lib/csv names them too, but brings zod to the browser.
import type { Delimiter } from '@/lib/csv/dialect'

export const delimiterWords = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  ':': 'colon',
  '~': 'tilde',
  '^': 'caret',
} as const satisfies Record<Delimiter, string>
