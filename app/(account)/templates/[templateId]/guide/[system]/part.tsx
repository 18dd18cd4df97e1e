import type { ReactNode } from 'react'
import { classes } from '@/components/ui/classes'

/** A part of a guide under its heading; close together on paper, so that a guide fits on two sheets. */
export function Part({
  id,
  title,
  className,
  children,
}: {
  id: string
  title: string
  className?: string
  children: ReactNode
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={classes('mt-10 print:mt-3', className)}>
      <h2 id={`${id}-title`} className="mb-3 text-xl text-ink print:mb-1 print:text-[11pt]">
        {title}
      </h2>
      {children}
    </section>
  )
}
