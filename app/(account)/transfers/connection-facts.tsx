import { useTranslations } from 'next-intl'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { CopiedValue } from './copied-value'
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
      value: <CopiedValue term={term}>{value}</CopiedValue>,
    })),
    { id: 'folder', term: words('folder'), value: words('folderText') },
    { id: 'fingerprints', term: words('fingerprints'), value: <Fingerprints connection={connection} /> },
  ]
  return <DescriptionList facts={facts} />
}
