import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import type { Run } from '@/lib/runs/run'

/** The other side of an undo: of the run the undo, of the undo the run. */
export function UndoCard({ run }: { run: Run }) {
  const words = useTranslations('runsPage.undo.card')
  const { rollsBack, rollbacks } = run
  const [undone] = rollbacks
  return (
    <>
      {rollsBack ? (
        <Alert tone="neutral" className="mb-8">
          {words.rich(rollsBack.purpose === 'rollback' ? 'undoesUndo' : 'undoesImport', {
            link: (text) => <RunLink id={rollsBack.id}>{text}</RunLink>,
            file: () => <FileName key="file" name={rollsBack.fileName} />,
            at: () => <DateTime key="at" at={rollsBack.finishedAt ?? run.queuedAt} />,
          })}
        </Alert>
      ) : null}
      {undone && undone.finishedAt === null ? (
        <Alert tone="info" className="mb-8">
          {words.rich('underWay', { link: (text) => <RunLink id={undone.id}>{text}</RunLink> })}
        </Alert>
      ) : null}
      {undone?.finishedAt && run.state === 'rolledBack' ? (
        <Alert tone="neutral" className="mb-8">
          {words.rich('undone', {
            by: undone.requestedBy ?? '',
            link: (text) => <RunLink id={undone.id}>{text}</RunLink>,
            at: () => <DateTime key="at" at={undone.finishedAt ?? ''} />,
          })}
        </Alert>
      ) : null}
      {run.historyGoneAt ? (
        <Alert tone="neutral" className="mb-8">
          {words(run.comparison ? 'differencesGone' : 'historyGone')}
        </Alert>
      ) : null}
    </>
  )
}

function RunLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link href={`/runs/${id}`} className="link">
      {children}
    </Link>
  )
}
