import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from './breadcrumbs'

export type PageHeaderProps = {
  title: ReactNode
  /** One or two sentences under the title. */
  lead?: ReactNode
  crumbs?: readonly Crumb[]
  /** A badge beside the title. */
  badge?: ReactNode
  actions?: ReactNode
}

/** The head of a page: where it stands, what it is, what can be done. */
export function PageHeader({ title, lead, crumbs, badge, actions }: PageHeaderProps) {
  return (
    <header className="mb-10 flex flex-col gap-3">
      {crumbs && crumbs.length > 0 ? <Breadcrumbs crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
        <div className="max-w-3xl min-w-0">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1 className="min-w-0 text-2xl foreign-text text-ink sm:text-3xl">{title}</h1>
            {badge}
          </div>
          {lead ? <div className="mt-3 text-lg text-ink-soft">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3 print:hidden">{actions}</div> : null}
      </div>
    </header>
  )
}
