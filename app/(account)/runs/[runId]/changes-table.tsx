import { CircleMinus, CirclePlus, CircleX, PencilLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { FieldDifferences, FieldValues } from '@/components/roster/field-differences'
import { recordAddress } from '@/components/roster/record-address'
import { Badge } from '@/components/ui/badge'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import type { RecordData } from '@/lib/roster/record-data'
import { keyToShow } from '@/lib/roster/referred-records'
import type { Change } from '@/lib/roster/run-changes'

const looks = {
  added: { tone: 'good', icon: CirclePlus },
  changed: { tone: 'info', icon: PencilLine },
  deactivated: { tone: 'warn', icon: CircleMinus },
  removed: { tone: 'neutral', icon: CircleX },
} as const

/** How many fields of a new or gone record are shown; enough to know it by. */
const SHOWN_FIELDS = 5

type Props = { types: readonly ImportType[]; changes: readonly Change[]; isRevealed: boolean }

/** Records before and after: of a changed one the fields that differ, of the others what they are known by. */
export function ChangesTable({ types, changes, isRevealed }: Props) {
  const words = useTranslations('runsPage.changes')
  const columns: Column<Change>[] = [
    {
      id: 'key',
      header: words('columns.key'),
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: (change) => (
        <Link href={recordAddress(change.importType, change.key)} className="link">
          <FileName name={keyToShow(types, change, isRevealed)} className="whitespace-pre!" />
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
      cell: (change) => (
        <What type={types.find(({ name }) => name === change.importType)} change={change} isRevealed={isRevealed} />
      ),
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

type WhatProps = { type: ImportType | undefined; change: Change; isRevealed: boolean }

function What({ type, change: { before, after }, isRevealed }: WhatProps) {
  const rest = type?.fields.filter((field) => !type.key.includes(field.name) && !field.discarded) ?? []
  if (before && after) {
    const differences = rest
      .filter((field) => textOf(before, field) !== textOf(after, field))
      .map((field) => ({ field, before: before[field.name] ?? null, after: after[field.name] ?? null }))
    return <FieldDifferences differences={differences} isRevealed={isRevealed} />
  }
  const record = after ?? before
  const shown = rest.filter((field) => !field.sensitive && textOf(record, field) !== '').slice(0, SHOWN_FIELDS)
  const values = shown.map((field) => ({ field, value: record?.[field.name] ?? null }))
  return <FieldValues values={values} isRevealed={isRevealed} />
}

const textOf = (record: RecordData | null, field: Field) =>
  JSON.stringify(record?.[field.name] ?? '').replace(/^""$/, '')
