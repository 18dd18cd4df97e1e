// The register of the home page: what each template received on each of the last days, as the days are counted where
// the account is. Of several deliveries on one day the last one stands.
import type { Delivery } from '@/lib/deliveries/delivery'
import type { Template } from '@/lib/templates/template'

export type RegisterDay = { readonly id: string; readonly noon: Date }

export type RegisterRow = {
  readonly template: Template
  /** One a day, in the order of the days. */
  readonly marks: readonly (Delivery | null)[]
  readonly latest: Delivery | null
}

const DAY_MS = 86_400_000

/** The last days, today at the end. Noon, so that no change of clocks can move a day. */
export function lastDays(count: number, today: Date, timeZone: string): RegisterDay[] {
  const noonToday = new Date(`${dayOf(today, timeZone)}T12:00:00Z`).getTime()
  return Array.from({ length: count }, (_, index) => {
    const noon = new Date(noonToday - (count - 1 - index) * DAY_MS)
    return { id: noon.toISOString().slice(0, 10), noon }
  })
}

/** @param deliveries the newest first. */
export function registerOf(
  templates: readonly Template[],
  deliveries: readonly Delivery[],
  days: readonly RegisterDay[],
  timeZone: string,
): RegisterRow[] {
  return templates.map((template) => {
    const own = deliveries.filter((delivery) => delivery.templateId === template.id)
    const marks = days.map((day) => own.find((delivery) => dayOf(delivery.receivedAt, timeZone) === day.id) ?? null)
    return { template, marks, latest: own[0] ?? null }
  })
}

/** YYYY-MM-DD in the time zone. */
function dayOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(moment)
    .map(({ type, value }) => [type, value])
  const { year = '', month = '', day = '' } = Object.fromEntries(parts) as Record<string, string>
  return `${year}-${month}-${day}`
}
