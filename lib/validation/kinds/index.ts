// Every kind of value. A new kind is one file, one line here and one word in lib/import-types/import-type.ts.
import type { Field, Kind } from '@/lib/import-types/import-type'
import { boolean } from './boolean'
import { date } from './date'
import { dateTime } from './date-time'
import { decimal } from './decimal'
import { email } from './email'
import { grade } from './grade'
import { id } from './id'
import { integer } from './integer'
import type { KindReader, SqlType } from './kind-reader'
import { list } from './list'
import { phone } from './phone'
import { text } from './text'
import { year } from './year'

export type { KindReader, ReadOptions, SqlType } from './kind-reader'

export const kinds: Readonly<Record<Kind, KindReader>> = {
  text,
  id,
  integer,
  decimal,
  boolean,
  date,
  'date-time': dateTime,
  year,
  email,
  phone,
  grade,
  list,
}

/** The PostgreSQL type of the field's column. */
export function sqlTypeOf(field: Field): SqlType {
  return kinds[field.kind].sqlType
}
