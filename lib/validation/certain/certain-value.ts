// The value of a certain cell as the field's check gives it: for the few rules that compare the values of a row.
import type { RosterValue } from '../roster-value'
import type { Certain, Form } from './certain-cell'

/** Days whose text is kept: those of a file are few. */
const DAYS_MAX = 10_000

const MS_PER_DAY = 86_400_000

/** The value, or undefined for a cell that is not certain. The cell must not be empty. */
export function certainValue(
  { tokens, values, form }: Certain,
  bytes: Buffer,
  start: number,
  end: number,
): RosterValue | null | undefined {
  const token = tokens(bytes, start, end)
  if (token >= 0) return values[token]
  return form && valueIn(form, bytes, start, end)
}

function valueIn(form: Form, bytes: Buffer, start: number, end: number): RosterValue | null | undefined {
  if ('read' in form) {
    const number = form.read(bytes, start, end)
    return Number.isNaN(number) ? undefined : textOf[form.is](number)
  }
  if (!form.test(bytes, start, end)) return undefined
  if (form.is === 'nothing') return null
  const text = bytes.toString('utf8', start, end)
  return form.is === 'list' ? text.split(',') : text
}

function textOfMoment(moment: number): string {
  return new Date(moment).toISOString()
}

const textOf = { date: textOfDay, 'date-time': textOfMoment, integer: String }

const days = new Map<number, string>()

function textOfDay(day: number): string {
  const known = days.get(day)
  if (known !== undefined) return known
  if (days.size >= DAYS_MAX) days.clear()
  const text = textOfMoment(day * MS_PER_DAY).slice(0, 10)
  days.set(day, text)
  return text
}
