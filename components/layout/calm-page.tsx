import type { ReactNode } from 'react'
import { LogoMark } from './logo'

/** A page with one thing to say: not found, broken, signed out. */
export function CalmPage({
  title,
  children,
  actions,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="mx-auto flex min-h-[60dvh] max-w-xl flex-col items-start justify-center px-6 py-16">
      <LogoMark className="size-12" />
      <h1 className="mt-6 text-3xl text-ink">{title}</h1>
      {children ? <div className="mt-3 text-lg text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-8 flex flex-wrap gap-3">{actions}</div> : null}
    </div>
  )
}
