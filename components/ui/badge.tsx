import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'
import { Spinner } from './spinner'
import { toneIcons, toneStyles, type Tone } from './tone'

export type BadgeProps = {
  tone?: Tone
  /** Instead of the tone's own icon. */
  icon?: LucideIcon
  /** Something is going on right now: the icon turns. */
  isBusy?: boolean
  className?: string
  children: ReactNode
}

/** A state in a word, with an icon, so that it never depends on colour alone. */
export function Badge({ tone = 'neutral', icon, isBusy, className, children }: BadgeProps) {
  const Icon = icon ?? toneIcons[tone]
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-full py-0.5 pr-3 pl-2 text-sm font-semibold whitespace-nowrap print:border print:border-rule',
        toneStyles[tone],
        className,
      )}
    >
      {isBusy ? <Spinner className="shrink-0" /> : <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </span>
  )
}
