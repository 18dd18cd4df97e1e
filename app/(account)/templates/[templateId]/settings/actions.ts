'use server'

import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import { updateTemplate, type UpdatedTemplate } from '@/lib/templates/update-template'
import { settingsErrors } from '../../../imports/settings-errors'
import { readRecipients, readSettings, type SettingsProblem } from '../../../imports/settings-form'
import { memberFor } from '../../../member'

const input = z.object({
  name: z.string().trim().min(1).max(200),
  // As it was typed: a blank at the end is part of a file name.
  fileName: z.string().max(1024),
  recipients: z.string().max(20_000).default(''),
  note: z.string().max(NOTE_LENGTH_MAX).catch(''),
})

/** @param seen the version that was on the page; another one by now is not written over. */
export async function saveSettings(templateId: string, seen: number, _: FormState, data: FormData): Promise<FormState> {
  const { caller, account } = await memberFor('manage-templates')
  const read = readForm(data)
  if (!read.ok) return { errors: await settingsErrors(read.problems) }
  const id = z.uuid().parse(templateId)
  const result = await updateTemplate({
    accountId: account.id,
    templateId: id,
    change: read.change,
    updatedById: caller.memberId,
    why: { note: read.note },
    ifVersion: z.int().parse(seen),
  })
  if (result.ok) redirect(`/templates/${id}`)
  return refusal(result)
}

function readForm(data: FormData) {
  const problems: Record<string, SettingsProblem> = {}
  const read = readSettings(data)
  if (!read.ok) Object.assign(problems, read.problems)
  const texts = input.safeParse(Object.fromEntries(data))
  if (!texts.success) return { ok: false, problems: { ...problems, name: { code: 'name' } } } as const
  const recipients = readRecipients(texts.data.recipients)
  if (!recipients.ok) problems.recipients = recipients.problem
  if (!read.ok || !recipients.ok) return { ok: false, problems } as const
  const { name, fileName, note } = texts.data
  const settings = { ...read.settings, recipients: recipients.recipients }
  return { ok: true, note, change: { name, fileName, settings } } as const
}

async function refusal(result: Extract<UpdatedTemplate, { ok: false }>): Promise<FormState> {
  if (result.reason === 'not-found') notFound()
  const words = await getTranslations('templates.fileName')
  if (result.reason === 'file-name') return { errors: { fileName: words(result.problem) } }
  const page = await getTranslations('templatesPage.form')
  if (result.reason === 'stale') return { error: page('stale') }
  const { standing } = result
  return { errors: { fileName: page('exists', { known: standing ? 'yes' : 'no', name: standing?.name ?? '' }) } }
}
