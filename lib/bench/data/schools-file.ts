// orgs.csv: the district and its schools, so that what the other files refer to is there.
import { guidAt } from './random'

const SEED = 7
const PEOPLE_PER_SCHOOL = 700
const SCHOOLS_MIN = 3

export const orgColumns = ['sourcedId', 'name', 'type', 'identifier', 'parentSourcedId'] as const

export type Schools = { readonly ids: readonly string[]; rows(): Iterable<string> }

/** The schools of a district with so many people. @param idOf how a school is named; by default a GUID. */
export function schoolsFor(people: number, idOf = (index: number) => guidAt(SEED, index)): Schools {
  const count = Math.max(SCHOOLS_MIN, Math.ceil(people / PEOPLE_PER_SCHOOL))
  const ids = Array.from({ length: count }, (_, index) => idOf(index + 1))
  const district = idOf(0)
  return {
    ids,
    *rows() {
      yield `${district},Unified School District,district,4800001,`
      for (const [index, id] of ids.entries()) yield `${id},School ${index + 1},school,${index + 1},${district}`
    },
  }
}
