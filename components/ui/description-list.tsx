import type { ReactNode } from 'react'
import { classes } from './classes'

export type Fact = { id: string; term: ReactNode; value: ReactNode }

/** Facts under their names. */
export function DescriptionList({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={classes('divide-y divide-rule card', className)}>
      {facts.map((fact) => (
        <div key={fact.id} className="grid gap-x-6 gap-y-1 px-6 py-3.5 sm:grid-cols-[minmax(8rem,1fr)_minmax(0,3fr)]">
          <dt className="text-sm font-semibold text-ink-soft">{fact.term}</dt>
          <dd className="min-w-0 foreign-text">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
