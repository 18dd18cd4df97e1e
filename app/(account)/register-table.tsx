import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { DeliveryBadge } from '@/components/deliveries/delivery-badge'
import { classes } from '@/components/ui/classes'
import { tableStyles } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import type { Run } from '@/lib/runs/run'
import type { RegisterDay, RegisterRow } from './register'
import { RegisterMark } from './register-mark'

type Props = {
  days: readonly RegisterDay[]
  rows: readonly RegisterRow[]
  runOf: ReadonlyMap<string, Run>
  mayOpenTemplates: boolean
}

/** How many days there is room for on a narrow screen. */
const NARROW_DAYS = 3

/** Templates down, days across, a tick where the file came and went well: the roll call of the nights. */
export function RegisterTable({ days, rows, runOf, mayOpenTemplates }: Props) {
  const words = useTranslations('home.register')
  const format = useFormatter()
  const dayLook = (index: number) =>
    classes(
      'px-0 text-center sm:px-1',
      index < days.length - NARROW_DAYS && 'max-md:hidden',
      index === days.length - 1 && 'bg-brand-soft/60',
    )
  return (
    <div className={tableStyles.frame} role="group" aria-label={words('title')} tabIndex={0}>
      <table className={tableStyles.table}>
        <caption className="sr-only">{words('title')}</caption>
        <thead>
          <tr>
            <th scope="col" className={tableStyles.head}>
              {words('template')}
            </th>
            {days.map((day, index) => (
              <th key={day.id} scope="col" className={classes(tableStyles.head, dayLook(index))}>
                {format.dateTime(day.noon, { weekday: 'short', timeZone: 'UTC' })}
                <span className="block text-base font-bold text-ink">
                  {format.dateTime(day.noon, { day: 'numeric', timeZone: 'UTC' })}
                </span>
              </th>
            ))}
            <th scope="col" className={classes(tableStyles.head, 'pl-6')}>
              {words('latest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ template, marks, latest }) => (
            <tr key={template.id} className={tableStyles.row}>
              <th scope="row" className={classes(tableStyles.cell, 'min-w-32 font-normal sm:min-w-44')}>
                {mayOpenTemplates ? (
                  <Link href={`/templates/${template.id}`} className="text-base link">
                    {template.name}
                  </Link>
                ) : (
                  <span className="text-base font-semibold">{template.name}</span>
                )}
                {template.name === template.fileName ? null : (
                  <FileName name={template.fileName} className="block text-ink-soft" />
                )}
              </th>
              {marks.map((delivery, index) => (
                <td key={days[index]?.id} className={classes('py-2 align-middle', dayLook(index))}>
                  <RegisterMark delivery={delivery} day={days[index]?.noon} />
                </td>
              ))}
              <td className={classes(tableStyles.cell, 'min-w-52 pl-6')}>
                {latest ? (
                  <Latest delivery={latest} run={runOf.get(latest.id)} />
                ) : (
                  <span className="text-ink-soft">{words('nothingYet')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Latest({ delivery, run }: { delivery: NonNullable<RegisterRow['latest']>; run: Run | undefined }) {
  const words = useTranslations('home.register')
  return (
    <div className="flex flex-col items-start gap-1">
      <DeliveryBadge delivery={delivery} />
      <span className="text-ink-soft">
        <DateTime at={delivery.receivedAt} />
      </span>
      {run && run.counts.rows > 0 ? (
        <span className="text-ink-soft">
          {words('counts', { rows: run.counts.rows, rejected: run.counts.rejected })}
        </span>
      ) : null}
    </div>
  )
}
