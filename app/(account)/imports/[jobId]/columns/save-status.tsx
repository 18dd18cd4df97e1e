'use client'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Spinner } from '@/components/ui/spinner'
import type { SaveState } from './use-autosave'

/** Whether what is on the page is stored; told to screen readers when it is, or could not be. */
export function SaveStatus({ state }: { state: SaveState }) {
  const words = useTranslations('wizard.columns')
  const isBusy = state === 'waiting' || state === 'saving'
  return (
    <span className="inline-flex min-h-9 items-center gap-1.5 text-sm text-ink-soft">
      {isBusy ? <Spinner /> : null}
      {state === 'saved' ? <CircleCheck aria-hidden className="size-4 text-good" /> : null}
      {state === 'failed' ? <CircleAlert aria-hidden className="size-4 text-bad" /> : null}
      <span aria-hidden>{words(`saveState.${state}`)}</span>
      <span role="status" className="sr-only">
        {isBusy ? '' : words(`saveState.${state}`)}
      </span>
    </span>
  )
}
