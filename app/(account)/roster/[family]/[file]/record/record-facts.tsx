import { useTranslations } from 'next-intl'
import { FieldValue } from '@/components/roster/field-value'
import { DescriptionList } from '@/components/ui/description-list'
import { FileName } from '@/components/ui/file-name'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import type { RecordData } from '@/lib/roster/record-data'
import { valuesOf, type NamedBy } from '@/lib/roster/referred-records'
import { RecordLink } from './record-link'

type Props = { type: ImportType; data: RecordData; namedBy: NamedBy; isRevealed: boolean }

/** So many records of one field are told by name. */
const NAMES_MAX = 50

/** What a record says, field by field; what it names is a link with the other record's name. */
export function RecordFacts({ type, data, namedBy, isRevealed }: Props) {
  const facts = type.fields
    .filter((field) => !field.discarded && data[field.name] !== null)
    .map((field) => ({
      id: field.name,
      term: <FileName name={field.name} />,
      value:
        field.reference && (isRevealed || !field.sensitive) ? (
          <NamedRecords field={field} data={data} namedBy={namedBy} />
        ) : (
          <FieldValue field={field} value={data[field.name] ?? null} isRevealed={isRevealed} />
        ),
    }))
  return <DescriptionList facts={facts} />
}

function NamedRecords({ field, data, namedBy }: { field: Field; data: RecordData; namedBy: NamedBy }) {
  const words = useTranslations('rosterPage.record')
  const values = valuesOf(data, field.name)
  if (values.length === 0) return <span className="text-ink-soft">–</span>
  const rest = values.length - NAMES_MAX
  return (
    <ul className="flex flex-col gap-1">
      {values.slice(0, NAMES_MAX).map((value) => (
        <li key={value}>
          <RecordLink value={value} named={namedBy(field, value)} />
        </li>
      ))}
      {rest > 0 ? <li className="text-ink-soft">{words('more', { count: rest })}</li> : null}
    </ul>
  )
}
