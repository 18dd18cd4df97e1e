import type { ReactNode } from 'react'
import { classes } from './classes'

export type SectionProps = {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** Anchor, also used to name the section for screen readers. */
  id?: string
  className?: string
  children: ReactNode
}

/** A part of a page under its own heading. */
export function Section({ title, lead, actions, id, className, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={id ? `${id}-title` : undefined}
      className={classes('mt-14 first:mt-0', className)}
    >
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="max-w-3xl">
          <h2 id={id ? `${id}-title` : undefined} className="text-xl text-ink">
            {title}
          </h2>
          {lead ? <div className="mt-1 text-ink-soft">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3 print:hidden">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}
