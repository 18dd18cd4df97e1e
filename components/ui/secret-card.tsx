'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, type ReactNode } from 'react'
import { CopyButton } from './copy-button'

/** A secret, shown this once. Takes the focus when it appears, so that nobody passes by it. */
export function SecretCard({ secret, title, children }: { secret: string; title: string; children: ReactNode }) {
  const words = useTranslations('ui')
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => card.current?.focus(), [])
  return (
    <div
      ref={card}
      tabIndex={-1}
      role="group"
      aria-label={title}
      className="max-w-full rounded-2xl border-2 border-pencil bg-surface p-6 sm:p-8"
    >
      <p className="flex items-center gap-3 text-lg font-bold">
        <KeyRound aria-hidden className="size-6 text-warn" />
        {title}
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <code
          translate="no"
          className="min-w-0 rounded-lg bg-sunken px-4 py-2.5 text-lg foreign-text [overflow-wrap:anywhere] select-all"
        >
          {secret}
        </code>
        <CopyButton text={secret} label={words('copySecret')} variant="primary" />
      </div>
      <div className="mt-4 text-ink-soft">{children}</div>
    </div>
  )
}
