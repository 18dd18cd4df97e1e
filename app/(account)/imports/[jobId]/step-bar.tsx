import { Check } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { classes } from '@/components/ui/classes'
import type { JobStep } from '@/lib/import-jobs/job-step'
import { isReachable, shownSteps, stepAddress, type ShownStep } from '../job-steps'

/** Where the person stands among the steps; those done or next are links. */
export function StepBar({ jobId, current, next }: { jobId: string; current: ShownStep; next: JobStep }) {
  const words = useTranslations('wizard.steps')
  const position = shownSteps.indexOf(current) + 1
  return (
    <nav aria-label={words('label')} className="mb-10">
      <p className="mb-2 text-sm font-semibold text-ink-soft sm:hidden">
        {words('position', { step: position, steps: shownSteps.length })}
      </p>
      <ol className="flex gap-1.5 sm:gap-2">
        {shownSteps.map((step, index) => {
          const isCurrent = step === current
          const isDone = shownSteps.indexOf(step) < shownSteps.indexOf(next)
          const look = classes(
            'flex h-full flex-col gap-1.5 border-t-4 pt-2 text-sm',
            isCurrent
              ? 'border-pencil font-bold text-ink'
              : isDone
                ? 'border-brand text-ink'
                : 'border-rule text-ink-soft',
          )
          const content = (
            <>
              <span className={classes('flex items-center gap-1.5', !isCurrent && 'max-sm:sr-only')}>
                {isDone && !isCurrent ? (
                  <Check aria-hidden className="size-4 shrink-0 text-brand" />
                ) : (
                  <span aria-hidden>{index + 1}</span>
                )}
                {words(step)}
              </span>
              <span className="sr-only">{isCurrent ? words('current') : isDone ? words('done') : words('later')}</span>
            </>
          )
          return (
            <li
              key={step}
              aria-current={isCurrent ? 'step' : undefined}
              className={classes('min-w-0', isCurrent ? 'max-sm:grow-[3] sm:flex-1' : 'flex-1')}
            >
              {!isCurrent && isReachable(step, next) ? (
                <Link
                  href={stepAddress(jobId, step)}
                  className={classes(look, 'min-h-10 hover:border-brand-hover hover:underline')}
                >
                  {content}
                </Link>
              ) : (
                <span className={look}>{content}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
