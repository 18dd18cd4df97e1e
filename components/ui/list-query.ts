// The query of a list's address: filters as text, and the cursor. What cannot be one is left out.
import { z } from 'zod'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

const TEXT_MAX = 200

const single = z.union([z.string(), z.array(z.string()).transform((texts) => texts[0])]).optional()

/** Every query value once, cut to a sane length; cursor only if it is an id. */
export async function listQuery(searchParams: SearchParams): Promise<Record<string, string | undefined>> {
  const given = Object.entries(await searchParams).map(([key, value]) => [key, single.parse(value)?.slice(0, TEXT_MAX)])
  const query: Record<string, string | undefined> = Object.fromEntries(given)
  return { ...query, cursor: z.uuid().safeParse(query.cursor).data }
}
