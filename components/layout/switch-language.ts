'use server'

import { revalidatePath } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { updateOwnProfile } from '@/lib/accounts/members'
import { currentCaller } from '@/lib/auth/session'
import { env } from '@/lib/platform/env'
import { locales } from '@/lib/words/locales'
import { localeCookie } from './locale-cookie'

const YEAR_SECONDS = 365 * 86_400

/** Keeps the chosen language with the member, and in this browser for the pages before the sign-in. */
export async function switchLanguage(data: FormData): Promise<void> {
  const locale = z.enum(locales).parse(data.get('locale'))
  const caller = await currentCaller()
  if (caller) await updateOwnProfile(caller.memberId, { locale })
  const secure = env().publicUrl.startsWith('https://')
  const jar = await cookies()
  jar.set(localeCookie, locale, { maxAge: YEAR_SECONDS, sameSite: 'lax', path: '/', httpOnly: true, secure })
  revalidatePath('/', 'layout')
}
