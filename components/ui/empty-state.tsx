import type { ReactNode } from 'react'

export type EmptyStateProps = {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Level of the heading; 2 unless it stands inside a section. */
  level?: 2 | 3
}

/** Nothing here yet: an empty register page that says what will stand here and how it begins. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <div className="relative overflow-hidden rounded-2xl border border-dashed border-edge/50 px-6 py-12 sm:px-12">
      <div
        aria-hidden
        className="absolute inset-0 bg-[repeating-linear-gradient(to_bottom,transparent_0,transparent_2.4rem,var(--rule)_2.4rem,var(--rule)_calc(2.4rem_+_1px))] [mask-image:linear-gradient(to_left,black,transparent_70%)]"
      />
      <div className="relative max-w-xl">
        <Title className="text-xl text-ink">{title}</Title>
        {children ? <div className="mt-2 text-ink-soft">{children}</div> : null}
        {actions ? <div className="mt-6 flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </div>
  )
}
