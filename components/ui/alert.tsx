import type { ReactNode } from 'react'
import { classes } from './classes'
import { toneIcons, type Tone } from './tone'

export type AlertProps = {
  tone?: Tone
  title?: ReactNode
  /** Read out at once by screen readers; for what appears after an action. */
  isLive?: boolean
  /** Buttons or links at the end. */
  actions?: ReactNode
  className?: string
  children?: ReactNode
}

const looks: Record<Tone, string> = {
  neutral: 'border-rule bg-sunken [--tone:var(--ink-soft)]',
  good: 'border-good/30 bg-good-soft [--tone:var(--good)]',
  warn: 'border-warn/30 bg-warn-soft [--tone:var(--warn)]',
  bad: 'border-bad/30 bg-bad-soft [--tone:var(--bad)]',
  info: 'border-info/30 bg-info-soft [--tone:var(--info)]',
}

/** Something the reader should know before going on. */
export function Alert({ tone = 'info', title, isLive, actions, className, children }: AlertProps) {
  const Icon = toneIcons[tone]
  return (
    <div
      role={isLive ? (tone === 'bad' ? 'alert' : 'status') : undefined}
      className={classes('flex items-start gap-3.5 rounded-xl border px-5 py-4', looks[tone], className)}
    >
      <Icon aria-hidden className="mt-0.5 size-5.5 shrink-0 text-[var(--tone)]" />
      <div className="min-w-0 grow">
        {title ? <p className="font-bold text-ink">{title}</p> : null}
        {children ? <div className={classes('text-ink', Boolean(title) && 'mt-1')}>{children}</div> : null}
        {actions ? <div className="mt-4 flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </div>
  )
}
