import { notFound } from 'next/navigation'
import { memberFor } from '@/app/(account)/member'
import type { TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { writeCsv } from '@/lib/csv/write-csv'
import { exampleRows, templateHeader } from '@/lib/import-types/template-csv'

/** The CSV template of a type: its header, with ?examples=true also made-up rows. */
export async function GET(request: Request, { params }: { params: Promise<TypeParams> }): Promise<Response> {
  const { account } = await memberFor('download-templates')
  const type = await typeAtAddress(account.id, params)
  if (!type) notFound()
  const wantsExamples = new URL(request.url).searchParams.get('examples') === 'true'
  const rows = [templateHeader(type), ...(wantsExamples ? exampleRows(type) : [])]
  // The byte order mark makes Excel read accents right, and is taken off again when the file comes back.
  return new Response(writeCsv(rows, { byteOrderMark: true }), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${type.fileNames[0] ?? 'template.csv'}"`,
    },
  })
}
