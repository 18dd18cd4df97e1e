import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { classes } from '@/components/ui/classes'
import { addressOf } from '@/components/ui/pagination'
import { catalogue, type IssueCode } from '@/lib/issues/catalogue'
import type { Run } from '@/lib/runs/run'
import { stepAddress } from '../../job-steps'

/** The issues by their cause, the most frequent errors first; each narrows the list beneath. */
export function IssueCauses({ jobId, run, chosen }: { jobId: string; run: Run; chosen: string | undefined }) {
  const words = useTranslations('wizard.check.issues')
  const titles = useTranslations('issues')
  const format = useFormatter()
  const causes = Object.entries(run.issueCounts)
    .filter((cause): cause is [IssueCode, number] => cause[0] in catalogue && cause[1] > 0)
    .map(([code, count]) => ({ code, count, isError: catalogue[code].severity === 'error' }))
    .sort((a, b) => Number(b.isError) - Number(a.isError) || b.count - a.count)
  const address = (code?: string) => `${addressOf(stepAddress(jobId, 'check'), { code })}#issues`
  return (
    <ul aria-label={words('causes')} className="mb-6 grid grid-cols-1 gap-2 sm:grid-cols-2 xl:grid-cols-3">
      <li>
        <Link
          href={address()}
          scroll={false}
          aria-current={chosen ? undefined : 'true'}
          className={causeStyle(!chosen)}
        >
          <span className="font-semibold">{words('all')}</span>
          <span className="font-bold">{format.number(run.counts.errors + run.counts.warnings)}</span>
        </Link>
      </li>
      {causes.map(({ code, count, isError }) => (
        <li key={code}>
          <Link
            href={address(code)}
            scroll={false}
            aria-current={chosen === code ? 'true' : undefined}
            className={causeStyle(chosen === code)}
          >
            <span className="flex flex-col items-start gap-1">
              <span className="font-semibold">{titles(`${code}.title`)}</span>
              <Badge tone={isError ? 'bad' : 'warn'}>{words(isError ? 'error' : 'warning')}</Badge>
            </span>
            <span className="font-bold">{format.number(count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function causeStyle(isChosen: boolean): string {
  return classes(
    'flex h-full min-h-11 items-start justify-between gap-4 rounded-xl border px-4 py-3 transition-colors hover:border-edge',
    isChosen ? 'border-brand bg-brand-soft' : 'border-rule bg-surface',
  )
}
