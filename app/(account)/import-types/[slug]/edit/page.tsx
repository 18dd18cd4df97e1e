import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { catalogueOfAccount, customTypeBySlug } from '@/lib/custom-types/account-types'
import { templatesOf } from '@/lib/custom-types/own-templates'
import { isInUse } from '@/lib/custom-types/type-use'
import { memberFor } from '../../../member'
import { draftOf } from '../../draft'
import { referenceTargets } from '../../reference-targets'
import { TypeForm } from '../../type-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('typesPage')
  return { title: words('edit.title') }
}

export default async function EditTypePage({ params }: { params: Promise<{ slug: string }> }) {
  const { account } = await memberFor('manage-types')
  const type = await customTypeBySlug(account.id, (await params).slug)
  if (!type || type.archivedAt) notFound()
  const words = await getTranslations('typesPage')
  const [catalogue, templates] = await Promise.all([catalogueOfAccount(account.id), templatesOf(account.id, type.name)])
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/import-types' },
          { title: type.title, href: `/import-types/${type.slug}` },
        ]}
        title={words('edit.title')}
        lead={words('edit.lead')}
      />
      {(await isInUse(type)) ? (
        <Alert className="mb-8 max-w-3xl" title={words('edit.inUseTitle')}>
          {words('edit.inUseText')}
        </Alert>
      ) : null}
      <TypeForm
        start={draftOf(type)}
        saved={{ slug: type.slug, name: type.name, version: type.version, templates }}
        targets={referenceTargets(catalogue, await getLocale())}
      />
    </>
  )
}
