'use server'

import { notFound, redirect } from 'next/navigation'
import { deleteTemplate } from '@/lib/templates/delete-template'
import { isId } from '@/lib/accounts/is-id'
import { memberFor } from '../../member'

export async function removeTemplate(templateId: string): Promise<void> {
  const { account } = await memberFor('manage-templates')
  if (!isId(templateId) || !(await deleteTemplate(account.id, templateId))) notFound()
  redirect('/templates')
}
