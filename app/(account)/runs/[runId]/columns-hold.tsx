import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { HoldReason } from '@/lib/changes/thresholds'
import { columnsOfRun } from '@/lib/runs/columns-of-run'
import type { Run } from '@/lib/runs/run'
import { columnChangeSentence } from '@/lib/words/column-change'
import { holdParams } from '@/lib/words/hold'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { approveColumns } from './actions'
import { changeAddress } from './columns-section'
import { DiscardButton, HoldFrame } from './hold-frame'

/** Sentences in the card; the table below has all changes. */
const SAID_MAX = 5

type Props = {
  run: Run
  hold: Extract<HoldReason, { reason: 'columns' }>
  mayAnswer: boolean
  mayImport: boolean
}

/** A run that waits because its columns are not those of its template: what has changed, and the answers. */
export async function ColumnsHold({ run, hold, mayAnswer, mayImport }: Props) {
  const words = await getTranslations('runsPage.hold')
  const messages = await getTranslations('messages.held')
  const translate = translatorFor(toLocale(await getLocale()))
  const files = columnsOfRun(run)
  const changes = files.flatMap((file) => file.changes)
  const more = files.reduce((sum, file) => sum + file.more, 0) + Math.max(0, changes.length - SAID_MAX)
  return (
    <HoldFrame title={words('columns.title')}>
      <p className="mt-3 max-w-3xl text-lg">{messages('why', holdParams(hold, hold.importType))}</p>
      <ul className="mt-3 max-w-3xl list-disc pl-5">
        {changes.slice(0, SAID_MAX).map((change, index) => (
          <li key={index} className="foreign-text [overflow-wrap:anywhere]">
            {columnChangeSentence(translate, change)}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1 max-w-3xl">{words('columns.more', { count: more })}</p> : null}
      <p className="mt-3 max-w-3xl">{words('columns.text')}</p>
      {mayAnswer ? (
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <Acceptance run={run} isProposed={hold.isProposed} />
          {mayImport && run.template && !run.template.deletedAt ? (
            <ButtonLink href={changeAddress(run)} variant="secondary">
              {words('columns.change')}
            </ButtonLink>
          ) : null}
          <DiscardButton runId={run.id} />
        </div>
      ) : (
        <p className="mt-4 font-semibold">{words('askAdministrator')}</p>
      )}
    </HoldFrame>
  )
}

/** One click: what is proposed, or, if somebody has changed the template meanwhile, the template as it is. */
async function Acceptance({ run, isProposed }: { run: Run; isProposed: boolean }) {
  const words = await getTranslations('runsPage.hold.columns')
  const { template, templateVersion } = run
  if (!template || template.deletedAt || templateVersion === null) return <p className="w-full">{words('gone')}</p>
  const version = template.currentVersion
  if (version !== templateVersion) {
    return (
      <>
        <p className="w-full font-semibold">{words('changed', { version })}</p>
        <ConfirmDialog
          trigger={words('readAgain', { version })}
          triggerVariant="primary"
          title={words('readAgainTitle', { version })}
          confirm={words('readAgain', { version })}
          action={approveColumns.bind(null, run.id, 'template', templateVersion)}
        >
          {words('readAgainText')}
        </ConfirmDialog>
      </>
    )
  }
  if (!isProposed) return null
  return (
    <ConfirmDialog
      trigger={words('accept')}
      triggerVariant="primary"
      title={words('acceptTitle')}
      confirm={words('accept')}
      action={approveColumns.bind(null, run.id, 'proposed', templateVersion)}
    >
      {words('acceptText', { template: template.name, version: version + 1 })}
    </ConfirmDialog>
  )
}
