import { useTranslations } from 'next-intl'
import { FilterLinks } from '@/components/ui/filter-links'
import { addressOf } from '@/components/ui/pagination'
import type { Outcome } from '@/lib/deliveries/delivery'
import { outcomesThatNeedAPerson } from './needs-a-person'

const filters = {
  all: undefined,
  attention: outcomesThatNeedAPerson,
  imported: ['imported'],
  'no-change': ['no-change'],
  held: ['held'],
  'no-template': ['no-template'],
  rejected: ['rejected'],
} as const satisfies Record<string, readonly Outcome[] | undefined>

export type DeliveryFilterName = keyof typeof filters

/** The filter an address names; all, where it names none. */
export function deliveryFilter(name: string | undefined): {
  name: DeliveryFilterName
  outcomes: readonly Outcome[] | undefined
} {
  const known = name !== undefined && Object.hasOwn(filters, name) ? (name as DeliveryFilterName) : 'all'
  return { name: known, outcomes: filters[known] }
}

/** Deliveries by what became of them. */
export function DeliveryFilter({ path, current }: { path: string; current: DeliveryFilterName }) {
  const words = useTranslations('deliveriesPage.filters')
  const links = (Object.keys(filters) as DeliveryFilterName[]).map((name) => ({
    id: name,
    title: words(`names.${name}`),
    href: addressOf(path, { outcome: name === 'all' ? undefined : name }),
    isCurrent: name === current,
  }))
  return <FilterLinks label={words('label')} links={links} />
}
