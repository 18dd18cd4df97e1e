import { useTranslations } from 'next-intl'
import { CodeText } from '@/components/ui/code-text'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { sftpLine, type Connection } from './sftp-line'
import { Fingerprints } from './fingerprints'

/** How to connect: what a person types into the district's system, each value ready to be copied. */
export function ConnectionFacts({ connection, userName }: { connection: Connection; userName: string }) {
  const words = useTranslations('transfers.connect')
  const copied: [string, string, string][] = [
    ['host', words('host'), connection.host],
    ['port', words('port'), String(connection.port)],
    ['userName', words('userName'), userName],
    ['line', words('line'), sftpLine(connection, userName)],
  ]
  const facts: Fact[] = [
    { id: 'protocol', term: words('protocol'), value: 'SFTP (SSH)' },
    ...copied.map(([id, term, value]) => ({
      id,
      term,
      value: (
        <span className="flex flex-wrap items-center justify-between gap-3">
          <CodeText>{value}</CodeText>
          <CopyButton text={value} label={words('copy', { what: term })} variant="quiet" />
        </span>
      ),
    })),
    { id: 'folder', term: words('folder'), value: words('folderText') },
    { id: 'fingerprints', term: words('fingerprints'), value: <Fingerprints connection={connection} /> },
  ]
  return <DescriptionList facts={facts} />
}
