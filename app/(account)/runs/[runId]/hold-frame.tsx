import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { discard } from './actions'

/** What stands at the top of a run that waits for a person. */
export function HoldFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-labelledby="hold-title"
      className="mb-8 overflow-hidden rounded-2xl border border-warn/40 bg-warn-soft"
    >
      <div className="border-l-8 border-pencil p-6 sm:p-8">
        <h2 id="hold-title" className="flex items-center gap-3 text-xl">
          <Hand aria-hidden className="size-6 shrink-0 text-warn" />
          {title}
        </h2>
        {children}
      </div>
    </section>
  )
}

export function DiscardButton({ runId }: { runId: string }) {
  const words = useTranslations('runsPage.hold')
  return (
    <ConfirmDialog
      trigger={words('discard')}
      title={words('discardTitle')}
      confirm={words('discard')}
      danger
      action={discard.bind(null, runId)}
    >
      {words('discardText')}
    </ConfirmDialog>
  )
}
