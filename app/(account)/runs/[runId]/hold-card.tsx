import { Hand } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { Alert } from '@/components/ui/alert'
import { holdReasonSchema } from '@/lib/changes/thresholds'
import type { Run } from '@/lib/runs/run'
import { holdParams } from '@/lib/words/hold'
import { approve, discard } from './actions'

const approvalSchema = z.object({ by: z.string(), at: z.iso.datetime() })

/** Why a run is held, and the two answers; afterwards, who approved it. */
export async function HoldCard({ run, mayAnswer }: { run: Run; mayAnswer: boolean }) {
  const hold = holdReasonSchema.safeParse(run.hold).data
  if (!hold) return null
  const words = await getTranslations('runsPage.hold')
  const messages = await getTranslations('messages.held')
  const approval = approvalSchema.safeParse(run.approval).data
  if (run.state !== 'held') {
    return approval ? (
      <Alert tone="neutral" className="mb-8">
        {words.rich('approvedBy', { by: approval.by, at: () => <DateTime key="at" at={approval.at} /> })}
      </Alert>
    ) : null
  }
  return (
    <section
      aria-labelledby="hold-title"
      className="mb-8 overflow-hidden rounded-2xl border border-warn/40 bg-warn-soft"
    >
      <div className="border-l-8 border-pencil p-6 sm:p-8">
        <h2 id="hold-title" className="flex items-center gap-3 text-xl">
          <Hand aria-hidden className="size-6 shrink-0 text-warn" />
          {words('title')}
        </h2>
        <p className="mt-3 max-w-3xl text-lg">{messages('why', holdParams(hold, hold.importType))}</p>
        <p className="mt-2 max-w-3xl">{words('text')}</p>
        {mayAnswer ? (
          <div className="mt-6 flex flex-wrap gap-3">
            <ConfirmDialog
              trigger={words('approve')}
              triggerVariant="primary"
              title={words('approveTitle')}
              confirm={words('approve')}
              action={approve.bind(null, run.id)}
            >
              {words('approveText')}
            </ConfirmDialog>
            <ConfirmDialog
              trigger={words('discard')}
              title={words('discardTitle')}
              confirm={words('discard')}
              danger
              action={discard.bind(null, run.id)}
            >
              {words('discardText')}
            </ConfirmDialog>
          </div>
        ) : (
          <p className="mt-4 font-semibold">{words('askAdministrator')}</p>
        )}
      </div>
    </section>
  )
}
