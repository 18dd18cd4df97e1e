'use server'

import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { isId } from '@/lib/accounts/is-id'
import { deleteTemplate, undeleteTemplate } from '@/lib/templates/delete-template'
import { memberFor } from '../../member'

export async function removeTemplate(templateId: string): Promise<void> {
  const { account } = await memberFor('manage-templates')
  if (!isId(templateId) || !(await deleteTemplate(account.id, templateId))) notFound()
  redirect(`/templates?deleted=${templateId}`)
}

/** Takes a deleted template back into use, while its file name is free. */
export async function takeBack(templateId: string): Promise<FormState> {
  const { account } = await memberFor('manage-templates')
  const undeleted = isId(templateId) ? await undeleteTemplate(account.id, templateId) : null
  if (undeleted?.ok) redirect(`/templates/${templateId}`)
  const words = await getTranslations('templatesPage.deleted')
  if (undeleted?.reason === 'exists') return { error: words('exists', { name: undeleted.standing?.name ?? '' }) }
  return { error: words('gone') }
}
