import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { FieldDifferences, FieldValues } from '@/components/roster/field-differences'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { Timeline } from '@/components/ui/timeline'
import type { Tone } from '@/components/ui/tone'
import type { ImportType } from '@/lib/import-types/import-type'
import type { EventKind, HistoryEvent } from '@/lib/roster/record-history'

const tones: Record<EventKind, Tone> = {
  added: 'good',
  changed: 'info',
  deactivated: 'warn',
  returned: 'good',
  adopted: 'neutral',
  removed: 'warn',
  restored: 'good',
  known: 'neutral',
}

type Props = { type: ImportType; events: readonly HistoryEvent[]; isRevealed: boolean }

/** What happened to a record, the newest first: who, when, by which line, and what was different afterwards. */
export function RecordEvents({ type, events, isRevealed }: Props) {
  const words = useTranslations('rosterPage.record.history')
  const steps = events.map((event, index) => ({
    id: String(index),
    tone: tones[event.kind],
    title: (
      <>
        {words(`kinds.${event.kind}`)} · <DateTime at={event.at} />
      </>
    ),
    children: (
      <div className="mt-1 flex flex-col gap-2">
        <Who event={event} />
        <What type={type} event={event} isRevealed={isRevealed} />
      </div>
    ),
  }))
  return <Timeline steps={steps} />
}

function Who({ event: { run, line } }: { event: HistoryEvent }) {
  const words = useTranslations('rosterPage.record.history')
  if (!run) return <p>{words('unknownRun')}</p>
  return (
    <p>
      {words.rich(`by.${run.purpose === 'rollback' ? 'undo' : run.templateName === null ? 'import' : 'template'}`, {
        link: (text) => (
          <Link href={`/runs/${run.id}`} className="link">
            {text}
          </Link>
        ),
        file: () => <FileName key="file" name={run.fileName} />,
        template: run.templateName ?? '',
        by: run.requestedBy ?? '',
      })}
      {line === null ? null : `, ${words('line', { line })}`}
    </p>
  )
}

function What({ type, event, isRevealed }: { type: ImportType; event: HistoryEvent; isRevealed: boolean }) {
  const differences = event.differences.flatMap(({ field: name, before, after }) => {
    const field = type.fields.find((candidate) => candidate.name === name)
    return field ? [{ field, before, after }] : []
  })
  if (differences.length === 0) return null
  const comes = event.kind === 'added' || event.kind === 'known' || event.kind === 'restored'
  if (!comes && event.kind !== 'removed') return <FieldDifferences differences={differences} isRevealed={isRevealed} />
  const values = differences.map(({ field, before, after }) => ({ field, value: comes ? after : before }))
  return <FieldValues values={values} isRevealed={isRevealed} />
}
