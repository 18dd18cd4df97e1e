import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { recordAddress } from '@/components/roster/record-address'
import { FileName } from '@/components/ui/file-name'
import type { NamedRecord } from '@/lib/roster/referred-records'

/** A value that names another record: what that one is called, and the way to it; or that it is not there. */
export function RecordLink({ value, named }: { value: string; named: NamedRecord | undefined }) {
  const words = useTranslations('rosterPage.record')
  if (!named) {
    return (
      <>
        <FileName name={value} /> <span className="text-sm text-ink-soft">({words('notThere')})</span>
      </>
    )
  }
  return (
    <>
      <Link href={recordAddress(named.type.name, named.key)} className="link">
        {named.title ? <bdi className="foreign-text">{named.title}</bdi> : <FileName name={value} />}
      </Link>
      {named.title ? (
        <>
          {' '}
          <FileName name={value} className="text-ink-soft" />
        </>
      ) : null}
      {named.state === 'inactive' ? <span className="text-sm text-ink-soft"> ({words('inactive')})</span> : null}
    </>
  )
}
