'use server'

import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { FormState } from '@/components/forms/form-state'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { templateRules } from '@/lib/import-jobs/template-rules'
import { mappingRefusalInWords } from '@/lib/templates/refusal-in-words'
import { restoreVersion } from '@/lib/templates/restore-version'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import { toLocale } from '@/lib/words/locales'
import { memberFor } from '../../../member'

const input = z.object({ templateId: z.uuid(), version: z.int().min(1), seen: z.int().min(1) })

/** Goes back to an earlier version, if the one in use is still the one that was seen. */
export async function goBackTo(wanted: z.input<typeof input>, _: FormState, data: FormData): Promise<FormState> {
  const { caller, account } = await memberFor('manage-templates')
  const { templateId, version, seen } = input.parse(wanted)
  const restored = await restoreVersion({
    ...{ accountId: account.id, templateId, version, ifVersion: seen, by: caller.memberId },
    rules: templateRules(await catalogueOfAccount(account.id)),
    note: z.string().max(NOTE_LENGTH_MAX).catch('').parse(data.get('note')),
  })
  if (restored.ok) redirect(`/templates/${templateId}`)
  const words = await getTranslations('templatesPage')
  const forms = await getTranslations('templateForms')
  switch (restored.reason) {
    case 'stale':
      return { error: words('form.stale') }
    case 'is-current':
      return { error: forms('restore.isCurrent') }
    case 'mapping': {
      const locale = toLocale(await getLocale())
      const problems = restored.problems.slice(0, 5).map((problem) => mappingRefusalInWords(problem, locale))
      return { error: forms('restore.mapping', { problems: problems.join(' ') }) }
    }
    default:
      return notFound()
  }
}
