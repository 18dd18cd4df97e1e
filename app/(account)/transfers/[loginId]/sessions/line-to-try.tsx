import { useTranslations } from 'next-intl'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { CopiedValue } from '../../copied-value'
import { type Connection, sftpLine } from '../../sftp-line'

type Props = { connection: Connection; login: { sftpUserName: string; ftpsUserName: string } }

/** What to type at the other end of the telephone: it asks for the password and looks at the folder, or sends a file. */
export function LineToTry({ connection, login }: Props) {
  const words = useTranslations('sessions.try')
  const { host, ftps } = connection
  const sftp = sftpLine(connection, login.sftpUserName)
  const facts: Fact[] = [
    { id: 'sftp', term: words('sftp'), value: <CopiedValue term={words('sftp')}>{sftp}</CopiedValue> },
  ]
  if (ftps) {
    const line = `curl --ssl-reqd --user ${login.ftpsUserName} ftp://${host}:${ftps.explicitPort}/`
    facts.push({
      id: 'ftps',
      term: words('ftps'),
      value: (
        <>
          <CopiedValue term={words('ftps')}>{line}</CopiedValue>
          <span className="text-sm text-ink-soft">{words('ftpsText')}</span>
        </>
      ),
    })
  }
  return <DescriptionList facts={facts} />
}
