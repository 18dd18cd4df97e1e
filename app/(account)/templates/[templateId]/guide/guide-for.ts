// A guide for one template of one account: what it is made of, gathered from where it is kept.
import { transferLoginById, type TransferLogin } from '@/lib/accounts/transfer-logins'
import type { Account } from '@/lib/accounts/account'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { latestDeliveries } from '@/lib/deliveries/latest-deliveries'
import { makeGuide, type Guide } from '@/lib/guides/guide'
import { protocolsOf, type Protocol, type System } from '@/lib/guides/systems'
import { thisServer } from '@/lib/guides/this-server'
import { now } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import type { Template } from '@/lib/templates/template'
import { toLocale, type Locale } from '@/lib/words/locales'
import { nextExpected } from '../../next-expected'

/** Three weeks of school nights. */
const DELIVERIES_LOOKED_AT = 15

/** How a guide is wished: the protocol the system knows, and a language of its own. */
export type GuideChoice = { readonly system: System; readonly protocol: Protocol; readonly locale: Locale }

/** Reads the choice from an address; what the system or this installation does not know becomes what it does. */
export function choiceFrom(system: System, query: Record<string, unknown>, readersLocale: string): GuideChoice {
  const offered = protocolsHere(system)
  const wanted = offered.find((protocol) => protocol === query.protocol)
  const locale = toLocale(typeof query.lang === 'string' ? query.lang : readersLocale)
  return { system, protocol: wanted ?? offered[0] ?? 'sftp', locale }
}

/** What a system can use of what this installation has. */
export function protocolsHere(system: System): readonly Protocol[] {
  return protocolsOf(system).filter((protocol) => protocol === 'sftp' || env().ftps !== undefined)
}

/** Where a guide is found. */
export function guidePath(templateId: string, { system, protocol, locale }: GuideChoice): string {
  return `/templates/${templateId}/guide/${system}?protocol=${protocol}&lang=${locale}`
}

/** @returns null where the template's login is gone. */
export async function guideFor(
  account: Pick<Account, 'id' | 'name' | 'timeZone'>,
  template: Template,
  choice: GuideChoice,
): Promise<{ guide: Guide; login: TransferLogin } | null> {
  const login = await transferLoginById(account.id, template.transferLoginId)
  if (!login) return null
  const [catalogue, latest] = await Promise.all([
    catalogueOfAccount(account.id),
    latestDeliveries(account.id, [template.id], DELIVERIES_LOOKED_AT),
  ])
  const received = (latest.get(template.id) ?? []).map(({ receivedAt }) => receivedAt)
  const guide = makeGuide({
    ...choice,
    account,
    template,
    catalogue,
    login,
    server: thisServer(),
    uploadBytesMax: env().uploadBytesMax,
    usualMinutes: nextExpected(received, now(), account.timeZone)?.minutes ?? null,
    address: env().publicUrl + guidePath(template.id, choice),
  })
  return { guide, login }
}
