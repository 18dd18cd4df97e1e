import type { ReactNode } from 'react'
import { classes } from './classes'
import { toneIcons, type Tone } from './tone'

export type TimelineStep = {
  id: string
  tone: Tone
  title: ReactNode
  /** When, and what else there is to say. */
  children?: ReactNode
}

const colors: Record<Tone, string> = {
  neutral: 'text-ink-soft',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
}

/** What happened, one thing after the other. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol className="flex flex-col">
      {steps.map((step) => {
        const Icon = toneIcons[step.tone]
        return (
          <li
            key={step.id}
            className="relative flex gap-4 pb-7 not-last:before:absolute not-last:before:top-8 not-last:before:bottom-0 not-last:before:left-[0.8rem] not-last:before:w-px not-last:before:bg-rule last:pb-0"
          >
            <Icon aria-hidden className={classes('mt-0.5 size-6.5 shrink-0', colors[step.tone])} />
            <div className="min-w-0">
              <p className="font-semibold text-ink">{step.title}</p>
              {step.children ? <div className="text-sm text-ink-soft">{step.children}</div> : null}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
