import { getLocale } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { memberFor } from '@/app/(account)/member'
import { templateWorkbook, workbookName } from '@/components/import-types/template-workbook'
import type { TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { toLocale } from '@/lib/words/locales'
import { writeXlsx } from '@/lib/xlsx/write-xlsx'

/** A type's workbook: a sheet to fill in, its field guide and what to do with it; with ?examples=true also made-up rows. */
export async function GET(request: Request, { params }: { params: Promise<TypeParams> }): Promise<Response> {
  const { account } = await memberFor('download-templates')
  const type = await typeAtAddress(account.id, params)
  if (!type) notFound()
  const examples = new URL(request.url).searchParams.get('examples') === 'true'
  const bytes = await writeXlsx(templateWorkbook(type, toLocale(await getLocale()), { examples }))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${workbookName(type)}"`,
    },
  })
}
