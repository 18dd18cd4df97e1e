import { useLocale, useTranslations } from 'next-intl'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DescriptionList, type Fact } from '@/components/ui/description-list'
import { shownProtocol } from '@/lib/pull/save-source'
import type { PullSource } from '@/lib/pull/source'
import { NextTime } from '../next-time'
import { scheduleWords } from '../schedule-words'
import { forgetFingerprint } from './actions'

/** How files are fetched from a server; of its secret only what kind it is. */
export function SourceFacts({ source }: { source: PullSource }) {
  const words = useTranslations('pull')
  const locale = useLocale()
  const { host, port, userName, signIn, folder, fileNames, after, moveFolder, transferLogin } = source
  const login = transferLogin.name
  const facts: Fact[] = [
    {
      id: 'server',
      term: words('facts.server'),
      value: (
        <>
          {words(`protocols.${shownProtocol(source.protocol)}.label`)}: <CodeText>{`${host}:${port}`}</CodeText>
        </>
      ),
    },
    { id: 'userName', term: words('facts.userName'), value: <CodeText>{userName}</CodeText> },
    { id: 'signIn', term: words('facts.signIn'), value: words('facts.signInWith', { kind: signIn }) },
    { id: 'identity', term: words('facts.identity'), value: <Identity source={source} /> },
    {
      id: 'folder',
      term: words('facts.folder'),
      value: folder === '' ? words('facts.folderHome') : <CodeText>{folder}</CodeText>,
    },
    {
      id: 'files',
      term: words('facts.files'),
      value:
        fileNames.length === 0
          ? words('facts.filesAll', { login })
          : words('facts.filesNamed', { login, names: fileNames.join(', ') }),
    },
    { id: 'schedule', term: words('facts.schedule'), value: scheduleWords(words, source.schedule, locale) },
    { id: 'next', term: words('facts.next'), value: <NextTime source={source} /> },
    {
      id: 'after',
      term: words('facts.after'),
      value: words('facts.afterShown', { after, folder: moveFolder ?? '' }),
    },
  ]
  return <DescriptionList facts={facts} />
}

function Identity({ source: { id, pin, protocol } }: { source: PullSource }) {
  const words = useTranslations('pull')
  if (!pin) return <>{words(protocol === 'sftp' ? 'facts.identityNone' : 'facts.identityAuthority')}</>
  return (
    <span className="flex flex-wrap items-center justify-between gap-3">
      <CodeText>{pin.sha256}</CodeText>
      <ConfirmDialog
        trigger={words('actions.unpin')}
        triggerVariant="quiet"
        triggerSize="small"
        title={words('actions.unpinTitle')}
        confirm={words('actions.unpin')}
        danger
        action={forgetFingerprint.bind(null, id)}
      >
        {words('actions.unpinText')}
      </ConfirmDialog>
    </span>
  )
}
