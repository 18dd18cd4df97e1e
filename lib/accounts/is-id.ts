import { z } from 'zod'

const id = z.uuid()

/** Whether a text from outside can be an id at all. What cannot is answered like an id that does not exist. */
export function isId(value: unknown): value is string {
  return id.safeParse(value).success
}
