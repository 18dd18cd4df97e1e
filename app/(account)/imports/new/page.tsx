import type { Metadata } from 'next'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { inLanguage } from '@/components/import-types/in-language'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { deliveryById } from '@/lib/deliveries/delivery'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { BUNDLE, bundleDescription, bundleTitle, BUNDLE_USUAL_NAME } from '@/lib/mapping/bundle/bundle'
import { settingsFrom } from '@/lib/templates/settings-change'
import { memberFor } from '../../member'
import { templateById } from '@/lib/templates/template'
import { FromTemplate } from './from-template'
import { NewImportForm } from './new-import-form'
import type { TypeCard } from './type-picker'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard')
  return { title: words('new.title') }
}

export default async function NewImportPage({
  searchParams,
}: {
  searchParams: Promise<{ delivery?: string | string[]; template?: string | string[] }>
}) {
  const { account } = await memberFor('import')
  const words = await getTranslations('wizard')
  const query = await searchParams
  const wanted = z.uuid().safeParse(query.template)
  const template = wanted.success ? await templateById(account.id, wanted.data) : null
  const delivery = await deliveryToUse(account.id, query.delivery)
  if (template) return <FromTemplate template={template} delivery={delivery} />
  const all = await listTransferLogins(account.id)
  const logins = all.filter((login) => !login.disabledAt && !login.rehearsesId)
  // What a rehearsal login has sent is set up for the login it rehearses.
  const sender = all.find((login) => login.id === delivery?.transferLoginId)
  const head = (
    <PageHeader
      crumbs={[{ title: words('list.title'), href: '/imports' }]}
      title={words('new.title')}
      lead={words('new.lead')}
    />
  )
  if (logins.length === 0) {
    return (
      <>
        {head}
        <EmptyState
          title={words('new.noLoginTitle')}
          actions={<ButtonLink href="/transfers/new">{words('new.noLoginAction')}</ButtonLink>}
        >
          {words('new.noLoginBody')}
        </EmptyState>
      </>
    )
  }
  const format = await getFormatter()
  return (
    <>
      {head}
      {delivery ? (
        <Alert className="mb-8">
          {words.rich('new.fromDelivery', {
            file: () => <FileName name={delivery.fileName} />,
            date: format.dateTime(delivery.receivedAt, { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </Alert>
      ) : null}
      <NewImportForm
        types={await typeCards(account.id)}
        logins={logins.map(({ id, name, sftpUserName }) => ({ id, name, userName: sftpUserName }))}
        settings={settingsFrom({ thresholds: account.settings.thresholds, keepDays: account.settings.keepDays })}
        delivery={
          delivery
            ? {
                id: delivery.id,
                fileName: delivery.fileName,
                transferLoginId: sender?.rehearsesId ?? delivery.transferLoginId,
              }
            : undefined
        }
      />
    </>
  )
}

async function typeCards(accountId: string): Promise<TypeCard[]> {
  const locale = await getLocale()
  const bundle = {
    ...{ name: BUNDLE, family: BUNDLE, fileNames: [BUNDLE_USUAL_NAME], fieldCount: null },
    title: inLanguage(bundleTitle, locale),
    description: inLanguage(bundleDescription, locale),
  }
  const { offered } = await catalogueOfAccount(accountId)
  const single = offered.map(({ name, family, title, description, fileNames, fields }) => ({
    ...{ name, family, fileNames },
    title: inLanguage(title, locale),
    description: inLanguage(description, locale),
    fieldCount: fields.length,
  }))
  return [...single, bundle]
}

/** A delivery whose bytes are still kept, to be the sample. */
async function deliveryToUse(accountId: string, id: unknown) {
  const wanted = z.uuid().safeParse(id)
  const delivery = wanted.success ? await deliveryById(accountId, wanted.data) : null
  return delivery?.storageKey ? delivery : null
}
