// The lines of the list of templates: each with what came last, when the next file is expected, and what it is found by.
import { needsAPerson } from '@/components/deliveries/needs-a-person'
import { typeTitle } from '@/components/import-types/type-title'
import type { Account } from '@/lib/accounts/account'
import { listTransferLogins, type TransferLogin } from '@/lib/accounts/transfer-logins'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { latestDeliveries, type LatestDelivery } from '@/lib/deliveries/latest-deliveries'
import { now } from '@/lib/platform/clock'
import { listTemplates, type Template } from '@/lib/templates/template'
import { nextExpected, type Expected } from './next-expected'

export const templateStates = ['all', 'attention', 'late', 'nothing', 'deleted'] as const
export type TemplateState = (typeof templateStates)[number]

export type TemplateRow = {
  readonly template: Template
  readonly type: string
  readonly login: string
  readonly latest: LatestDelivery | null
  readonly expected: Expected | null
}

export type TemplateFilter = {
  readonly search: string
  readonly login: string
  readonly type: string
  readonly state: TemplateState
}

/** An account has one for each file of each of its systems; more than this are found by the API. */
const TEMPLATES_MAX = 1000
/** Three weeks of school nights. */
const DELIVERIES_LOOKED_AT = 15

/** The templates of an account that the filter lets through, and what can be filtered by. */
export async function templateRows(account: Account, filter: TemplateFilter, locale: string) {
  const isDeleted = filter.state === 'deleted'
  const [templates, logins, catalogue] = await Promise.all([
    listTemplates(account.id, { limit: TEMPLATES_MAX, isDeleted }),
    listTransferLogins(account.id),
    catalogueOfAccount(account.id),
  ])
  const ids = templates.map(({ id }) => id)
  const latest = await latestDeliveries(account.id, ids, DELIVERIES_LOOKED_AT)
  const loginNames = new Map(logins.map(({ id, name }) => [id, name]))
  const all = templates.map((template): TemplateRow => {
    const deliveries = latest.get(template.id) ?? []
    const received = deliveries.map(({ receivedAt }) => receivedAt)
    return {
      template,
      type: typeTitle(catalogue, template.importType, locale),
      login: loginNames.get(template.transferLoginId) ?? '',
      latest: deliveries[0] ?? null,
      expected: isDeleted ? null : nextExpected(received, now(), account.timeZone),
    }
  })
  const types = new Map(all.map(({ template, type }) => [template.importType, type]))
  return {
    rows: all.filter((row) => isWanted(row, filter)),
    hasAny: all.length > 0,
    types: [...types].toSorted(([, a], [, b]) => a.localeCompare(b, locale)),
    logins: logins.filter(({ id }) => all.some(({ template }) => template.transferLoginId === id)) as TransferLogin[],
  }
}

function isWanted({ template, latest, expected, login, type }: TemplateRow, filter: TemplateFilter): boolean {
  const search = filter.search.toLowerCase()
  const texts = [template.name, template.fileName, login, type]
  if (search && !texts.some((text) => text.toLowerCase().includes(search))) return false
  if (filter.login && template.transferLoginId !== filter.login) return false
  if (filter.type && template.importType !== filter.type) return false
  switch (filter.state) {
    case 'attention':
      return latest !== null && needsAPerson(latest)
    case 'late':
      return expected?.isLate ?? false
    case 'nothing':
      return latest === null
    default:
      return true
  }
}
