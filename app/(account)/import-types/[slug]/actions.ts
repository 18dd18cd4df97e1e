'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { archiveCustomType } from '@/lib/custom-types/save-type'
import { memberFor } from '../../member'

/** Archives a type: nothing new is begun with it; records and templates stay. */
export async function archiveType(slug: string): Promise<void> {
  return setArchived(slug, true)
}

/** Brings an archived type back. */
export async function restoreType(slug: string): Promise<void> {
  return setArchived(slug, false)
}

async function setArchived(slug: string, isArchived: boolean): Promise<void> {
  const { account } = await memberFor('manage-types')
  await archiveCustomType(account.id, z.string().parse(slug), isArchived)
  revalidatePath('/import-types', 'layout')
}
