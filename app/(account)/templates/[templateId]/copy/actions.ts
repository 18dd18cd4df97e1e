'use server'

import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { copyTemplate, type CopiedTemplate } from '@/lib/templates/copy-template'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import { memberFor } from '../../../member'

const input = z.object({
  transferLoginId: z.uuid(),
  // As it was typed: a blank at the end is part of a file name.
  fileName: z.string().max(1024),
  name: z.string().trim().min(1).max(200),
  note: z.string().max(NOTE_LENGTH_MAX).default(''),
})

export async function makeCopy(templateId: string, _: FormState, data: FormData): Promise<FormState> {
  const { caller, account } = await memberFor('manage-templates')
  const read = input.safeParse(Object.fromEntries(data))
  if (!read.success) return wrongInput(read.error)
  const id = z.uuid().parse(templateId)
  const copied = await copyTemplate({ accountId: account.id, templateId: id, by: caller.memberId, ...read.data })
  if (copied.ok) redirect(`/templates/${copied.template.id}`)
  return refusal(copied)
}

async function wrongInput(error: z.ZodError): Promise<FormState> {
  const words = await getTranslations('templatesPage.copy')
  const places = new Set(error.issues.map(({ path }) => path[0]))
  return {
    errors: {
      ...(places.has('transferLoginId') ? { transferLoginId: words('noLogin') } : {}),
      ...(places.has('name') ? { name: words('noName') } : {}),
    },
  }
}

async function refusal(refused: Extract<CopiedTemplate, { ok: false }>): Promise<FormState> {
  switch (refused.reason) {
    case 'not-found':
      return notFound()
    case 'unknown-transfer-login': {
      const words = await getTranslations('templatesPage.copy')
      return { errors: { transferLoginId: words('noLogin') } }
    }
    case 'file-name': {
      const words = await getTranslations('templates.fileName')
      return { errors: { fileName: words(refused.problem) } }
    }
    case 'exists': {
      const words = await getTranslations('templatesPage.form')
      const { standing } = refused
      return { errors: { fileName: words('exists', { known: standing ? 'yes' : 'no', name: standing?.name ?? '' }) } }
    }
  }
}
