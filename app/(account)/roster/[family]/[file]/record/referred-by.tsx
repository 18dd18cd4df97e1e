import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { Pagination } from '@/components/ui/pagination'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import type { ImportType } from '@/lib/import-types/import-type'
import type { RosterRecord } from '@/lib/roster/records'
import type { RecordData } from '@/lib/roster/record-data'
import { namedRecord, referredRecords, valuesOf } from '@/lib/roster/referred-records'
import { readReferrers, typesReferringTo, type Referrers, type Referring } from '@/lib/roster/referring-records'
import { RecordLink } from './record-link'

type Props = {
  accountId: string
  type: ImportType
  data: RecordData
  path: string
  query: Readonly<Record<string, string | undefined>>
  /** The list that is turned over, and where its page begins. */
  turned: { readonly type: string | undefined; readonly after: string | undefined }
}

/** The records of other files that name this one: the visitors of a student, the classes of a teacher. */
export async function ReferredBy({ accountId, type, data, path, query, turned }: Props) {
  const words = await getTranslations('rosterPage.record.referredBy')
  const { types } = await catalogueOfAccount(accountId)
  const referring = await typesReferringTo(accountId, type, types)
  const lists = await Promise.all(
    referring.map(async (from) => {
      const after = turned.type === from.type.name ? turned.after : undefined
      return { from, after, found: await readReferrers(accountId, from, data, { after }) }
    }),
  )
  const told = lists.filter(({ found }) => !found || found.counts.active + found.counts.inactive > 0)
  if (told.length === 0) return <p className="text-ink-soft">{words('nothing')}</p>
  return (
    <div className="flex flex-col gap-8">
      {told.map(({ from, after, found }) => (
        <ReferringList
          key={from.type.name}
          {...{ accountId, from, found, path, cursor: after }}
          of={type}
          query={{ ...query, of: from.type.name }}
        />
      ))}
    </div>
  )
}

type ListProps = Pick<Props, 'accountId' | 'path' | 'query'> & {
  from: Referring
  /** The type of the record that is named. */
  of: ImportType
  found: Referrers | undefined
  cursor: string | undefined
}

async function ReferringList({ accountId, from, of, found, path, query, cursor }: ListProps) {
  const words = await getTranslations('rosterPage.record.referredBy')
  const title = inLanguage(from.type.title, await getLocale())
  const fields = from.fields.map(({ name }) => name).join(', ')
  const code = (text: unknown) => <FileName name={String(text)} />
  return (
    <section aria-label={title}>
      <h3 className="text-lg">{title}</h3>
      <p className="mb-3 text-sm text-ink-soft">
        {found ? <>{words('counts', found.counts)}, </> : null}
        {words.rich('by', { fields, code })}
      </p>
      {found ? (
        <ReferringTable accountId={accountId} type={from.type} of={of} title={title} records={found.items} />
      ) : (
        <p>{words.rich('tooLong', { field: fields, code })}</p>
      )}
      <Pagination {...{ path, query, cursor }} nextCursor={found?.nextCursor ?? null} cursorName="from" />
    </section>
  )
}

type TableProps = {
  accountId: string
  type: ImportType
  of: ImportType
  title: string
  records: readonly RosterRecord[]
}

async function ReferringTable({ accountId, type, of, title, records }: TableProps) {
  const words = await getTranslations('rosterPage.record.referredBy')
  const namedBy = await referredRecords(
    accountId,
    type,
    records.map(({ data }) => data),
  )
  // What else the record names: of an enrollment, the class is more than the enrollment itself.
  const others = type.fields.filter(
    ({ name, reference, sensitive }) =>
      reference &&
      !sensitive &&
      reference.importType !== of.name &&
      records.some(({ data }) => valuesOf(data, name).length > 0),
  )
  const columns: Column<RosterRecord>[] = [
    {
      id: 'record',
      header: words('record'),
      isRowHeader: true,
      cell: ({ key, state, data }) => {
        const named = namedRecord(type, key, state, data)
        return <RecordLink value={named.shownKey} named={named} />
      },
    },
    ...others.map((field): Column<RosterRecord> => {
      return {
        id: field.name,
        header: <FileName name={field.name} />,
        cell: ({ data }) =>
          valuesOf(data, field.name)
            .slice(0, 3)
            .map((value) => (
              <p key={value}>
                <RecordLink value={value} named={namedBy(field, value)} />
              </p>
            )),
      }
    }),
  ]
  return <DataTable caption={title} columns={columns} rows={records} rowKey={({ key }) => key} />
}
