import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { memberFor } from '@/app/(account)/member'
import { attachment } from '@/app/api/_http/attachment'
import { isId } from '@/lib/accounts/is-id'
import { savedText } from '@/lib/guides/scripts/saved-text'
import { isSystem } from '@/lib/guides/systems'
import { templateById } from '@/lib/templates/template'
import { choiceFrom, guideFor } from '../../../guide-for'

type Params = { params: Promise<{ templateId: string; system: string; file: string }> }

/** A script of a guide, or a file it needs, as it is saved. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account } = await memberFor('manage-templates')
  const { templateId, system, file } = await params
  const template = isId(templateId) && isSystem(system) ? await templateById(account.id, templateId) : null
  if (!template || !isSystem(system)) notFound()
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const made = await guideFor(account, template, choiceFrom(system, query, await getLocale()))
  const script = made?.guide.scripts.find(({ fileName }) => fileName === file)
  if (!script) notFound()
  return attachment(savedText(script), script.fileName, 'text/plain; charset=utf-8')
}
