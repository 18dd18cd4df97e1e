'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { changedFieldsSchema, definitionSchema, slugSchema } from '@/lib/custom-types/definition'
import { changeCustomType, createCustomType, type SavedType } from '@/lib/custom-types/save-type'
import { toLocale } from '@/lib/words/locales'
import { memberFor } from '../member'

/** What is wrong, and where in the definition it stands. */
export type ProblemShown = { readonly path: readonly (string | number)[]; readonly text: string }

export type SaveState = { readonly error?: string; readonly problems?: readonly ProblemShown[] }

const inputSchema = definitionSchema.extend({ fields: changedFieldsSchema })

const errorMaps = { en: z.locales.en().localeError, 'es-MX': z.locales.es().localeError }

/** Makes a type and leads to its page. */
export async function createType(slug: string, definition: unknown): Promise<SaveState> {
  const { account, caller } = await memberFor('manage-types')
  const words = await getTranslations('typesPage')
  if (!slugSchema.safeParse(slug).success) return { problems: [{ path: ['slug'], text: words('problem.slug') }] }
  const input = await read(definition)
  if ('problems' in input) return input
  const saved = await createCustomType({
    ...{ accountId: account.id, slug, definition: input.definition, createdById: caller.memberId },
  })
  return answer(saved)
}

/** Changes a type as somebody saw it at a version, and leads to its page. */
export async function changeType(slug: string, version: number, definition: unknown): Promise<SaveState> {
  const { account, caller } = await memberFor('manage-types')
  const input = await read(definition)
  if ('problems' in input) return input
  const saved = await changeCustomType({
    ...{ accountId: account.id, slug: z.string().parse(slug), version: z.int().parse(version) },
    ...{ definition: input.definition, changedById: caller.memberId },
  })
  return answer(saved)
}

async function read(definition: unknown) {
  const parsed = inputSchema.safeParse(definition, { error: errorMaps[toLocale(await getLocale())] })
  if (parsed.success) return { definition: parsed.data }
  const words = await getTranslations('typesPage.problem')
  const problems = parsed.error.issues.map(({ path, code, message }): ProblemShown => {
    const place = path.filter((part) => typeof part !== 'symbol')
    if (place[0] === 'key' && place.length === 1) return { path: place, text: words('key-missing') }
    if (place.at(-1) === 'name' && code === 'too_small') return { path: place, text: words('name-missing') }
    if (place[0] === 'title' && code === 'too_small') return { path: place, text: words('title-missing') }
    return { path: place, text: message }
  })
  return { problems }
}

async function answer(saved: SavedType): Promise<SaveState> {
  const words = await getTranslations('typesPage')
  if (saved.ok) {
    revalidatePath('/import-types', 'layout')
    const carried = saved.templates.length > 0 ? `?carried=${saved.templates.length}` : ''
    redirect(`/import-types/${saved.type.slug}${carried}`)
  }
  if (saved.reason === 'exists') return { problems: [{ path: ['slug'], text: words('refusal.exists') }] }
  if (!('problems' in saved)) return { error: words(`refusal.${saved.reason}`) }
  const problems = saved.problems.map(({ code, path, field }) => ({ path, text: words(`problem.${code}`, { field }) }))
  return { ...(saved.reason === 'loss' ? { error: words('refusal.loss') } : {}), problems }
}
