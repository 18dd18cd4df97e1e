import { useTranslations } from 'next-intl'
import { CodeText } from '@/components/ui/code-text'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { CopiedValue } from './copied-value'
import type { Connection, FtpsConnection } from './sftp-line'

/** How to connect over FTPS, for systems that cannot speak SFTP; nothing where this installation has no FTPS door. */
export function FtpsFacts({ connection, userName }: { connection: Connection; userName: string }) {
  const words = useTranslations('transfers.connect.ftps')
  if (!connection.ftps) return null
  return (
    <>
      <h3 className="mt-8 mb-1 text-lg text-ink">{words('title')}</h3>
      <p className="mb-4 max-w-3xl text-ink-soft">{words('lead')}</p>
      <Facts host={connection.host} ftps={connection.ftps} userName={userName} />
    </>
  )
}

function Facts({ host, ftps, userName }: { host: string; ftps: FtpsConnection; userName: string }) {
  const words = useTranslations('transfers.connect')
  const { first, last } = ftps.passivePorts
  // No part of a name holds an underscore, so this is the other spelling and never another name.
  const ftpsUserName = userName.replaceAll('_', '.')
  const copied: [string, string, string][] = [
    ['host', words('host'), host],
    ['explicitPort', words('ftps.explicitPort'), String(ftps.explicitPort)],
    ['implicitPort', words('ftps.implicitPort'), String(ftps.implicitPort)],
    ['userName', words('userName'), ftpsUserName],
  ]
  const facts: Fact[] = [
    { id: 'protocol', term: words('protocol'), value: words('ftps.protocol') },
    ...copied.map(([id, term, value]) => ({ id, term, value: <CopiedValue term={term}>{value}</CopiedValue> })),
    {
      id: 'mode',
      term: words('ftps.mode'),
      value: words('ftps.modeText', { first: String(first), last: String(last) }),
    },
    ...(ftps.certificate
      ? [{ id: 'certificate', term: words('ftps.certificate'), value: <CodeText>{ftps.certificate}</CodeText> }]
      : []),
  ]
  return <DescriptionList facts={facts} />
}
