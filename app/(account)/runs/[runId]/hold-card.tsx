import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DateTime } from '@/components/ui/date-time'
import { Alert } from '@/components/ui/alert'
import { holdReasonSchema } from '@/lib/changes/thresholds'
import { acceptedColumns } from '@/lib/runs/columns-of-run'
import type { Run } from '@/lib/runs/run'
import { holdParams } from '@/lib/words/hold'
import { approve } from './actions'
import { ColumnsHold } from './columns-hold'
import { DiscardButton, HoldFrame } from './hold-frame'

const approvalSchema = z.object({ by: z.string(), at: z.iso.datetime() })

/** Why a run is held, and the two answers; afterwards, who approved it. */
export async function HoldCard({ run, mayAnswer, mayImport }: { run: Run; mayAnswer: boolean; mayImport: boolean }) {
  const hold = holdReasonSchema.safeParse(run.hold).data
  if (!hold) return null
  const words = await getTranslations('runsPage.hold')
  const messages = await getTranslations('messages.held')
  if (run.state !== 'held') return <Answered run={run} />
  if (hold.reason === 'columns') {
    return <ColumnsHold run={run} hold={hold} mayAnswer={mayAnswer} mayImport={mayImport} />
  }
  return (
    <HoldFrame title={words('title')}>
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
          <DiscardButton runId={run.id} />
        </div>
      ) : (
        <p className="mt-4 font-semibold">{words('askAdministrator')}</p>
      )}
    </HoldFrame>
  )
}

/** Who let it through, and, where its columns had changed, with which version of the template. */
async function Answered({ run }: { run: Run }) {
  const words = await getTranslations('runsPage.hold')
  const approval = approvalSchema.safeParse(run.approval).data
  if (!approval) return null
  const { by } = approval
  const at = () => <DateTime key="at" at={approval.at} />
  const accepted = acceptedColumns(run)
  return (
    <Alert tone="neutral" className="mb-8">
      {accepted
        ? words.rich('acceptedBy', { by, at, version: accepted.version })
        : words.rich('approvedBy', { by, at })}
    </Alert>
  )
}
