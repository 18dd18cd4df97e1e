import { ArrowRight, CircleMinus, CirclePlus, CircleX, PencilLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { FieldValue } from '@/components/roster/field-value'
import { recordAddress } from '@/components/roster/record-address'
import { Badge } from '@/components/ui/badge'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { importTypeNamed } from '@/lib/import-types'
import type { Field } from '@/lib/import-types/import-type'
import type { RecordData } from '@/lib/roster/record-data'
import type { Change } from '@/lib/roster/run-changes'

const looks = {
  added: { tone: 'good', icon: CirclePlus },
  changed: { tone: 'info', icon: PencilLine },
  deactivated: { tone: 'warn', icon: CircleMinus },
  removed: { tone: 'neutral', icon: CircleX },
} as const

/** How many fields of a new or gone record are shown; enough to know it by. */
const SHOWN_FIELDS = 5

type Props = { changes: readonly Change[]; isRevealed: boolean }

/** Records before and after: of a changed one the fields that differ, of the others what they are known by. */
export function ChangesTable({ changes, isRevealed }: Props) {
  const words = useTranslations('runsPage.changes')
  const columns: Column<Change>[] = [
    {
      id: 'key',
      header: words('columns.key'),
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: (change) => (
        <Link href={recordAddress(change.importType, change.key)} className="link">
          <FileName name={change.key} className="whitespace-pre!" />
        </Link>
      ),
    },
    {
      id: 'kind',
      header: words('columns.kind'),
      cell: ({ kind }) => (
        <Badge tone={looks[kind].tone} icon={looks[kind].icon}>
          {words(`kind.${kind}`)}
        </Badge>
      ),
    },
    {
      id: 'line',
      header: words('columns.line'),
      align: 'end',
      hideBelow: 'sm',
      cell: ({ line }) => (line === null ? <span className="text-ink-soft">–</span> : <Count value={line} />),
    },
    {
      id: 'what',
      header: words('columns.what'),
      className: 'min-w-80',
      cell: (change) => <What change={change} isRevealed={isRevealed} />,
    },
  ]
  return (
    <DataTable
      caption={words('title')}
      columns={columns}
      rows={changes}
      rowKey={(change) => `${change.importType} ${change.kind} ${change.key}`}
    />
  )
}

function What({ change: { importType, before, after }, isRevealed }: { change: Change; isRevealed: boolean }) {
  const words = useTranslations('runsPage.changes')
  const type = importTypeNamed(importType)
  const rest = type?.fields.filter((field) => !type.key.includes(field.name) && !field.discarded) ?? []
  const isDifferent = (field: Field) => textOf(before, field) !== textOf(after, field)
  if (before && after) {
    return (
      <dl className="flex flex-col gap-1.5">
        {rest.filter(isDifferent).map((field) => (
          <div key={field.name} className="flex flex-wrap items-baseline gap-x-3">
            <dt className="font-mono text-ink-soft">{field.name}</dt>
            <dd className="flex flex-wrap items-baseline gap-x-2">
              <del className="rounded bg-bad-soft px-1.5 decoration-bad">
                <span className="sr-only">{words('before')} </span>
                <FieldValue field={field} value={before[field.name] ?? null} isRevealed={isRevealed} />
              </del>
              <ArrowRight aria-hidden className="size-4 self-center text-ink-soft" />
              <ins className="rounded bg-good-soft px-1.5 font-semibold no-underline">
                <span className="sr-only">{words('after')} </span>
                <FieldValue field={field} value={after[field.name] ?? null} isRevealed={isRevealed} />
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    )
  }
  const record = after ?? before
  const shown = rest.filter((field) => !field.sensitive && textOf(record, field) !== '').slice(0, SHOWN_FIELDS)
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1">
      {shown.map((field) => (
        <div key={field.name} className="flex gap-2">
          <dt className="font-mono text-ink-soft">{field.name}</dt>
          <dd>
            <FieldValue field={field} value={record?.[field.name] ?? null} isRevealed={isRevealed} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const textOf = (record: RecordData | null, field: Field) =>
  JSON.stringify(record?.[field.name] ?? '').replace(/^""$/, '')
