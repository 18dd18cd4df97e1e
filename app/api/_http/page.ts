// Lists are given out in pages: ?limit=&cursor=. A cursor is opaque to callers; for us it is where the last page ended.
import { z } from 'zod'

const LIMIT_MAX = 200
const LIMIT_DEFAULT = 50
const CURSOR_LENGTH_MAX = 2000

const encode = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * The query parameters of a list.
 * @param place what a cursor holds. A larger limit than the largest is taken for the largest.
 */
export function pageQuery<Place extends z.ZodType>(place: Place) {
  return {
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .default(LIMIT_DEFAULT)
      .describe('more than 200 is taken for 200')
      .transform((limit) => Math.min(limit, LIMIT_MAX)),
    cursor: z
      .string()
      .max(CURSOR_LENGTH_MAX)
      .transform((cursor, context): z.output<Place> => {
        const result = place.safeParse(decode(cursor))
        if (result.success) return result.data
        context.addIssue({ code: 'custom', message: 'is not a cursor of this list' })
        return z.NEVER
      })
      .optional(),
  }
}

/** The answer's schema of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** How many items to ask lib for: one more than the page holds tells whether there is another page. */
export function askFor(limit: number): number {
  return Math.min(limit + 1, LIMIT_MAX)
}

/**
 * One page out of a list of as many items as askFor said. The largest page cannot be asked for one more: after a full
 * one there may be another, empty one.
 * @param placeOf where an item stands, as the next page's cursor will say.
 */
export function toPage<Item, Shown>(
  items: readonly Item[],
  limit: number,
  placeOf: (item: Item) => unknown,
  show: (item: Item) => Shown,
): { items: Shown[]; nextCursor: string | null } {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  const hasMore = items.length > limit || items.length === LIMIT_MAX
  return { items: shown.map(show), nextCursor: hasMore && last !== undefined ? encode(placeOf(last)) : null }
}

/** The cursor for a list whose own reader says where its next page begins. */
export function nextCursor(place: string | null): string | null {
  return place === null ? null : encode(place)
}

/** The place of lists in the order of their ids. */
export const idPlace = z.uuid()
