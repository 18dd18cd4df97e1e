'use client'
import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Mode } from '@/lib/templates/template-settings'
import type { RunCounts } from '@/lib/runs/run-counts'
import { importOnce } from './actions'

/** Imports the sample now, without a template. */
export function ImportOnce({ jobId, counts, mode }: { jobId: string; counts: RunCounts; mode: Mode }) {
  const words = useTranslations('wizard.save.once')
  const { added, changed, deactivated, rejected } = counts
  return (
    <section aria-labelledby="once-title" className="rounded-2xl border border-dashed border-edge/50 p-6">
      <h2 id="once-title" className="text-lg">
        {words('title')}
      </h2>
      <p className="mt-2 mb-5 text-ink-soft">{words('body')}</p>
      <ConfirmDialog
        trigger={words('action')}
        title={words('confirmTitle')}
        confirm={words('confirm')}
        action={importOnce.bind(null, jobId)}
      >
        <p>{words('effect', { added, changed, deactivated })}</p>
        {rejected > 0 ? <p className="mt-2">{words('rejected', { rejected })}</p> : null}
        {mode === 'full' && deactivated > 0 ? <p className="mt-2">{words('deactivates')}</p> : null}
      </ConfirmDialog>
    </section>
  )
}
