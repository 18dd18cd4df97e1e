// The language and the time zone of one request: the member's own language, then the one chosen in this browser, then
// what the browser asks for. It stands here, not in lib/words, because only a door knows who asks.
import { getRequestConfig } from 'next-intl/server'
import { cookies, headers } from 'next/headers'
import { localeCookie } from '@/components/layout/locale-cookie'
import { timeZoneInView } from '@/lib/auth/account-in-view'
import { currentCaller } from '@/lib/auth/session'
import { log } from '@/lib/platform/log'
import { locales, toLocale, type Locale } from '@/lib/words/locales'
import { wordsOf } from '@/lib/words/words'

const FALLBACK_TIME_ZONE = 'UTC'

export default getRequestConfig(async () => {
  const member = await signedInMember()
  const locale = member?.locale ?? (await localeOfBrowser())
  return { locale, messages: wordsOf(locale), timeZone: member?.timeZone ?? FALLBACK_TIME_ZONE }
})

/** Undefined also while the database cannot be asked: the page that says so needs words, too. */
async function signedInMember(): Promise<{ locale: Locale; timeZone: string | undefined } | undefined> {
  try {
    const caller = await currentCaller()
    return caller ? { locale: caller.locale, timeZone: await timeZoneInView() } : undefined
  } catch (error) {
    log.warn({ err: error }, 'a page is shown without knowing who asks')
    return undefined
  }
}

async function localeOfBrowser(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value
  if (chosen && locales.some((locale) => locale === chosen)) return toLocale(chosen)
  return acceptedLocale((await headers()).get('accept-language') ?? '')
}

/** The first language of an Accept-Language header that we have; the browser lists them by preference. */
function acceptedLocale(header: string): Locale {
  const wanted = header.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '')
  return toLocale(wanted.find((name) => /^(en|es)\b/.test(name)))
}
