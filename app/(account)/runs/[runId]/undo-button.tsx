import { Undo2 } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Run } from '@/lib/runs/run'
import { foretellUndo, undo } from './actions'
import { UndoForecast } from './undo-forecast'

/** Whether there is something to undo, and nothing under way that does. */
export function canBeUndone({ state, counts, historyGoneAt, rollbacks }: Run): boolean {
  const hasChanged = counts.added + counts.changed + counts.deactivated + counts.removed > 0
  const isUnderWay = rollbacks[0]?.finishedAt === null
  return state === 'applied' && hasChanged && !historyGoneAt && !isUnderWay
}

/** Asks, with the numbers as they stand, whether a run is to be undone; or an undo taken back. */
export async function UndoButton({ run }: { run: Run }) {
  const words = await getTranslations(run.purpose === 'rollback' ? 'runsPage.undo.again' : 'runsPage.undo.import')
  return (
    <ConfirmDialog
      trigger={words('trigger')}
      triggerIcon={<Undo2 aria-hidden className="size-5" />}
      title={words('title')}
      confirm={words('trigger')}
      danger
      action={undo.bind(null, run.id)}
    >
      <p>{words('text')}</p>
      <UndoForecast foretell={foretellUndo.bind(null, run.id)} />
    </ConfirmDialog>
  )
}
