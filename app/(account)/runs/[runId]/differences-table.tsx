import { CircleMinus, CirclePlus, CircleX, PencilLine, RotateCcw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { FieldDifferences, FieldValues } from '@/components/roster/field-differences'
import { Badge } from '@/components/ui/badge'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import type { ImportType } from '@/lib/import-types/import-type'
import type { RowDifferenceKind } from '@/lib/roster/difference-kinds'
import { keyToShow } from '@/lib/roster/referred-records'
import type { RunDifference } from '@/lib/roster/run-differences'
import { issueSentence } from '@/lib/runs/run-issues'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

const looks = {
  'newly-rejected': { tone: 'bad', icon: CircleX },
  'newly-accepted': { tone: 'good', icon: CirclePlus },
  'newly-deactivated': { tone: 'warn', icon: CircleMinus },
  'no-longer-deactivated': { tone: 'warn', icon: RotateCcw },
  differs: { tone: 'info', icon: PencilLine },
} as const

/** How many fields of a whole row are shown; enough to know it by. */
const SHOWN_FIELDS = 5

type Props = {
  differences: readonly RunDifference[]
  types: readonly ImportType[]
  isRevealed: boolean
  /** Whether the run has several files, so that each row says of which it is. */
  hasFiles: boolean
}

/** Line by line, what the version there is says, and what the edited template says. */
export function DifferencesTable({ differences, types, isRevealed, hasFiles }: Props) {
  const words = useTranslations('replays.differences')
  const fileColumn: Column<RunDifference> = {
    id: 'file',
    header: words('columns.file'),
    cell: ({ file }) => <FileName name={file} />,
  }
  const columns: Column<RunDifference>[] = [
    {
      id: 'key',
      header: words('columns.key'),
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: (row) => <FileName name={keyToShow(types, row, isRevealed)} className="whitespace-pre!" />,
    },
    ...(hasFiles ? [fileColumn] : []),
    {
      id: 'line',
      header: words('columns.line'),
      align: 'end',
      hideBelow: 'sm',
      cell: ({ line }) => (line === null ? <span className="text-ink-soft">–</span> : <Count value={line} />),
    },
    {
      id: 'kind',
      header: words('columns.kind'),
      cell: ({ kind }) => {
        const { tone, icon } = looks[kind as RowDifferenceKind]
        return (
          <Badge tone={tone} icon={icon}>
            {words(`kind.${kind}`)}
          </Badge>
        )
      },
    },
    {
      id: 'what',
      header: words('columns.what'),
      className: 'min-w-80',
      cell: (difference) => (
        <What
          type={types.find(({ name }) => name === difference.importType)}
          difference={difference}
          isRevealed={isRevealed}
        />
      ),
    },
  ]
  return (
    <DataTable
      caption={words('caption')}
      columns={columns}
      rows={differences}
      rowKey={({ sequence }) => String(sequence)}
    />
  )
}

type WhatProps = { type: ImportType | undefined; difference: RunDifference; isRevealed: boolean }

function What({ type, difference: { before, after, reasons, kind }, isRevealed }: WhatProps) {
  const words = useTranslations('replays.differences')
  const translate = translatorFor(toLocale(useLocale()))
  const fields = type?.fields ?? []
  if (before && after) {
    const differences = fields
      .filter(({ name }) => Object.hasOwn(before, name) || Object.hasOwn(after, name))
      .map((field) => ({ field, before: before[field.name] ?? null, after: after[field.name] ?? null }))
    return <FieldDifferences differences={differences} isRevealed={isRevealed} />
  }
  const row = after ?? before
  const shown = fields.filter(({ name, sensitive }) => !sensitive && row?.[name] !== null && row?.[name] !== undefined)
  const values = shown.slice(0, SHOWN_FIELDS).map((field) => ({ field, value: row?.[field.name] ?? null }))
  const isRejected = kind === 'newly-rejected'
  return (
    <div className="flex flex-col gap-1.5">
      {reasons.map((issue, index) => (
        <p key={index} className="foreign-text">
          {isRejected ? null : <span className="text-ink-soft">{words('soFar')} </span>}
          {issueSentence(translate, issue)}
        </p>
      ))}
      {isRejected && reasons.length === 0 ? <p>{words('noRow')}</p> : null}
      <FieldValues values={values} isRevealed={isRevealed} />
    </div>
  )
}
