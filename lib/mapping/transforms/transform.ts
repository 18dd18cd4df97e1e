// What a template may do to the text of a column before it is checked, as it is stored. What each does with a blank cell
// stands beside it; where nothing is said, blank stays blank.
import { z } from 'zod'
import { dateFormats } from '@/lib/validation/validation-settings'

export const TEXT_LENGTH_MAX = 500
export const SEPARATOR_LENGTH_MAX = 20
export const STEPS_MAX = 20
const PARTS_MAX = 20
export const ZEROS_MAX = 50

const text = z.string().max(TEXT_LENGTH_MAX)
const filled = text.min(1)

/** Ways a column's dates may be written. Month names are English or Spanish, whole or cut to three letters. */
export const columnDateFormats = [...dateFormats, 'D MMM YYYY', 'MMM D, YYYY'] as const

/** K and 1; KG and 01; 0 and 1. */
export const gradeStyles = ['codes', 'short', 'numbers'] as const

export const transformSchema = z.discriminatedUnion('type', [
  /** Blanks at both ends go; inner: those within become one blank each. */
  z.object({ type: z.literal('trim'), inner: z.boolean().optional() }),
  z.object({ type: z.literal('lowercase') }),
  z.object({ type: z.literal('uppercase') }),
  /** Every word with a capital: names that were written in capitals. */
  z.object({ type: z.literal('capitalize') }),
  /**
   * Whole values become others; blank may be one of them, and stays blank otherwise. unseen: what becomes of a text that
   * stands on neither side of the list; if left out, it goes on to the check as it is.
   */
  z.object({
    type: z.literal('replace'),
    values: z.record(text, text),
    unseen: z.enum(['warning', 'error']).optional(),
  }),
  /** Every place where a text stands within the value, letter by letter. */
  z.object({ type: z.literal('find'), find: filled, with: text }),
  /** The value of a blank cell. */
  z.object({ type: z.literal('default'), value: text }),
  /** A date of this form and no other becomes YYYY-MM-DD; whatever the template says of dates is not asked. */
  z.object({ type: z.literal('date'), format: z.enum(columnDateFormats) }),
  /**
   * One part of the value, counted from 1, or from the end from -1; blank where there is none. rest: with all behind it,
   * or, counted from the end, with all before it.
   */
  z.object({
    type: z.literal('part'),
    separator: z.string().min(1).max(SEPARATOR_LENGTH_MAX),
    part: z
      .number()
      .int()
      .min(-PARTS_MAX)
      .max(PARTS_MAX)
      .refine((part) => part !== 0),
    rest: z.boolean().optional(),
  }),
  /** Once, if the value begins or ends so. */
  z.object({ type: z.literal('strip-start'), text: filled }),
  z.object({ type: z.literal('strip-end'), text: filled }),
  z.object({ type: z.literal('add-start'), text: filled }),
  z.object({ type: z.literal('add-end'), text: filled }),
  /** Zeros in front of a value of digits, up to so many digits. */
  z.object({ type: z.literal('pad'), width: z.number().int().min(2).max(ZEROS_MAX) }),
  /** Zeros in front of a letter or digit go. */
  z.object({ type: z.literal('strip-zeros') }),
  /** A grade in any usual spelling; another text is an error. */
  z.object({ type: z.literal('grade'), as: z.enum(gradeStyles) }),
  /** Yes and no in any usual spelling; another text is an error. marks: X is yes and blank is no. */
  z.object({ type: z.literal('yes-no'), yes: filled, no: filled, marks: z.boolean().optional() }),
])

export const transformsSchema = z.array(transformSchema).max(STEPS_MAX)

export type Transform = z.output<typeof transformSchema>
export type TransformType = Transform['type']
export type TransformOf<Type extends TransformType> = Extract<Transform, { type: Type }>
