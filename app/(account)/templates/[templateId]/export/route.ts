import { notFound } from 'next/navigation'
import { memberFor } from '@/app/(account)/member'
import { attachment } from '@/app/api/_http/attachment'
import { isId } from '@/lib/accounts/is-id'
import { printTemplateFile } from '@/lib/templates/file/print-template-file'
import { templateFileOf } from '@/lib/templates/file/template-file'
import { templateById } from '@/lib/templates/template'

/** The template as a file that people read and other accounts take. */
export async function GET(_: Request, { params }: { params: Promise<{ templateId: string }> }): Promise<Response> {
  const { account } = await memberFor('manage-templates')
  const { templateId } = await params
  const template = isId(templateId) ? await templateById(account.id, templateId) : null
  if (!template) notFound()
  const text = printTemplateFile(templateFileOf(template))
  return attachment(text, `${template.fileName}.template.json`, 'application/json')
}
