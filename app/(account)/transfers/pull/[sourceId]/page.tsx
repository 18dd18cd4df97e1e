import { Download, PlugZap } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ButtonLink } from '@/components/ui/button-link'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import { pullSourceById, type PullSource } from '@/lib/pull/source'
import { listTurns } from '@/lib/pull/turn'
import { memberFor } from '../../../member'
import { SourceState } from '../source-state'
import { beginTurn, deleteSource, pauseSource } from './actions'
import { ConfirmCard } from './confirm-card'
import { SourceFacts } from './source-facts'
import { TurnHistory } from './turn-history'
import { TurnSteps } from './turn-steps'

type Props = { params: Promise<{ sourceId: string }> }

export default async function PullSourcePage({ params }: Props) {
  const { account } = await memberFor('manage-transfer-logins')
  const { sourceId } = await params
  const source = await pullSourceById(account.id, sourceId)
  if (!source) notFound()
  const words = await getTranslations('pull')
  const [last, ...earlier] = await listTurns(account.id, sourceId)
  const found = last?.found && last.found.sha256 !== source.pin?.sha256 && !last.isOpen ? last.found : null
  const isUnconfirmed = found && last?.trouble
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/transfers/pull' }]}
        title={source.name}
        badge={<SourceState source={source} />}
        actions={<Actions source={source} />}
      />
      {isUnconfirmed ? <ConfirmCard source={source} found={found} /> : null}
      {source.publicKey ? <PublicKey publicKey={source.publicKey} userName={source.userName} /> : null}
      <Section id="turn" title={words(last?.isOpen ? 'turn.live' : 'turn.last')}>
        <div className="mb-6 flex flex-wrap gap-3 print:hidden">
          <ActionForm action={beginTurn.bind(null, source.id, 'test')} label={words('actions.test')}>
            <SubmitButton isDisabled={last?.isOpen} icon={<PlugZap aria-hidden className="size-5" />}>
              {words('actions.test')}
            </SubmitButton>
          </ActionForm>
          <ActionForm action={beginTurn.bind(null, source.id, 'fetch')} label={words('actions.fetch')}>
            <SubmitButton
              variant="secondary"
              isDisabled={last?.isOpen}
              icon={<Download aria-hidden className="size-5" />}
            >
              {words('actions.fetch')}
            </SubmitButton>
          </ActionForm>
        </div>
        <div aria-live="polite">{last ? <TurnSteps turn={last} /> : <p>{words('turn.historyNone')}</p>}</div>
      </Section>
      <Section id="settings" title={words('facts.title')}>
        <SourceFacts source={source} />
      </Section>
      {earlier.length > 0 ? (
        <Section id="history" title={words('turn.history')}>
          <TurnHistory turns={earlier} />
        </Section>
      ) : null}
      <RefreshWhile active={last?.isOpen ?? false} />
    </>
  )
}

async function Actions({ source }: { source: PullSource }) {
  const words = await getTranslations('pull')
  const isPaused = source.pausedAt !== null
  return (
    <>
      <ButtonLink href={`/transfers/pull/${source.id}/edit`} variant="secondary">
        {words('edit.open')}
      </ButtonLink>
      <form action={pauseSource.bind(null, source.id, !isPaused)}>
        <SubmitButton variant="secondary">{words(isPaused ? 'actions.resume' : 'actions.pause')}</SubmitButton>
      </form>
      <ConfirmDialog
        trigger={words('actions.delete')}
        triggerVariant="danger"
        title={words('actions.deleteTitle', { name: source.name })}
        confirm={words('actions.delete')}
        danger
        action={deleteSource.bind(null, source.id)}
      >
        {words('actions.deleteText')}
      </ConfirmDialog>
    </>
  )
}

async function PublicKey({ publicKey, userName }: { publicKey: string; userName: string }) {
  const words = await getTranslations('pull.publicKey')
  return (
    <Section id="public-key" title={words('title')} lead={words('text', { userName })}>
      <div className="flex flex-wrap items-center justify-between gap-4 card p-6">
        <CodeText>{publicKey}</CodeText>
        <CopyButton text={publicKey} label={words('copy')} />
      </div>
    </Section>
  )
}
