import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { memberFor } from '../../member'
import { emptyDraft } from '../draft'
import { referenceTargets } from '../reference-targets'
import { TypeForm } from '../type-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('typesPage')
  return { title: words('new.title') }
}

export default async function NewTypePage() {
  const { account } = await memberFor('manage-types')
  const words = await getTranslations('typesPage')
  const catalogue = await catalogueOfAccount(account.id)
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/import-types' }]}
        title={words('new.title')}
        lead={words('new.lead')}
      />
      <TypeForm start={emptyDraft} targets={referenceTargets(catalogue, await getLocale())} />
    </>
  )
}
