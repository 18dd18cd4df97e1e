import { notFound } from 'next/navigation'
import { memberFor } from '@/app/(account)/member'
import { csvAnswer } from '@/components/files/csv-answer'
import { typeAtAddress, type TypeParams } from '@/components/import-types/type-address'
import { recordsCsv } from '@/lib/roster/records-csv'
import { recordStates } from '@/lib/roster/records'

/** The records of a type, all or those searched for. */
export async function GET(request: Request, { params }: { params: Promise<TypeParams> }): Promise<Response> {
  const { account } = await memberFor('see-roster')
  const type = typeAtAddress(await params)
  if (!type) notFound()
  const query = new URL(request.url).searchParams
  const state = recordStates.find((candidate) => candidate === query.get('state'))
  const search = query.get('search') ?? undefined
  return csvAnswer(recordsCsv(account.id, type, { state, search }), type.fileNames[0] ?? 'records.csv')
}
