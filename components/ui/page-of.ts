/** One page of a list read by cursor: ask the list for `limit + 1`, and the one too many tells that there is more. */
export function pageOf<Item>(
  read: readonly Item[],
  limit: number,
  cursorOf: (item: Item) => string,
): { items: readonly Item[]; nextCursor: string | null } {
  const items = read.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: read.length > limit && last !== undefined ? cursorOf(last) : null }
}
