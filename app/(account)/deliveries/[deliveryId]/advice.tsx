import { getTranslations } from 'next-intl/server'
import { NameComparison } from './name-comparison'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { DateTime } from '@/components/ui/date-time'
import type { Delivery } from '@/lib/deliveries/delivery'
import { nearestTemplate } from '@/lib/templates/match-template'

/** What a person can do now: the near miss and the way into the wizard, or the run that waits for an answer. */
export async function Advice({ delivery, mayImport }: { delivery: Delivery; mayImport: boolean }) {
  const words = await getTranslations('deliveriesPage.advice')
  if (delivery.state === 'noTemplate') return <NoTemplate delivery={delivery} mayImport={mayImport} />
  const run = delivery.runs[0]
  if (!run || (delivery.outcome !== 'held' && delivery.outcome !== 'rejected' && delivery.outcome !== 'failed'))
    return null
  return (
    <Alert
      tone={delivery.outcome === 'held' ? 'warn' : 'bad'}
      title={words(`${delivery.outcome}.title`)}
      className="mb-10"
      actions={<ButtonLink href={`/runs/${run.id}`}>{words(`${delivery.outcome}.action`)}</ButtonLink>}
    >
      {words(`${delivery.outcome}.text`)}
    </Alert>
  )
}

async function NoTemplate({ delivery, mayImport }: { delivery: Delivery; mayImport: boolean }) {
  const words = await getTranslations('deliveriesPage.advice.noTemplate')
  const differences = await getTranslations('templates.difference')
  const nearest = await nearestTemplate(delivery.transferLoginId, delivery.fileName)
  return (
    <Alert
      tone="warn"
      title={words('title')}
      className="mb-10"
      actions={
        mayImport ? (
          <>
            {delivery.storageKey ? (
              <ButtonLink href={`/imports/new?delivery=${delivery.id}`}>{words('setUp')}</ButtonLink>
            ) : null}
            {nearest ? (
              <ButtonLink href={`/templates/${nearest.templateId}`} variant="secondary">
                {words('openNearest')}
              </ButtonLink>
            ) : null}
          </>
        ) : null
      }
    >
      <p>{words('text', { login: delivery.transferLogin.name })}</p>
      {nearest ? (
        <div className="mt-4 flex flex-col gap-4">
          <p className="font-semibold">{differences(nearest.difference.code, nearest.difference.params)}</p>
          <NameComparison arrived={delivery.fileName} expected={nearest.fileName} />
          <p>{words('nearestText')}</p>
        </div>
      ) : null}
      {delivery.storageKey && delivery.destroyAt ? (
        <p className="mt-4">
          {words.rich('kept', { at: () => <DateTime key="at" at={delivery.destroyAt ?? ''} show="date" /> })}
        </p>
      ) : null}
    </Alert>
  )
}
