import { notFound } from 'next/navigation'
import { memberFor } from '@/app/(account)/member'
import { asOfQuery } from '@/app/(account)/roster/as-of-query'
import { csvAnswer } from '@/components/files/csv-answer'
import type { TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { recordsCsv } from '@/lib/roster/records-csv'
import { recordStates } from '@/lib/roster/records'

/** The records of a type, all or those searched for, as they stand or stood. */
export async function GET(request: Request, { params }: { params: Promise<TypeParams> }): Promise<Response> {
  const { account } = await memberFor('see-roster')
  const type = await typeAtAddress(account.id, params)
  if (!type) notFound()
  const query = new URL(request.url).searchParams
  const state = recordStates.find((candidate) => candidate === query.get('state'))
  const search = query.get('search') ?? undefined
  const asOf = await asOfQuery(account, query.get('asOf') ?? undefined)
  // The page says why.
  if (asOf.refusal) notFound()
  const { past } = asOf
  return csvAnswer(recordsCsv(account.id, type, { state, search, past }), type.fileNames[0] ?? 'records.csv')
}
