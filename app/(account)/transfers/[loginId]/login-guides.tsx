import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { FileName } from '@/components/ui/file-name'
import { Section } from '@/components/ui/section'
import { listTemplates } from '@/lib/templates/template'

/** The set-up guides of the templates a login delivers for; nothing where it has none yet. */
export async function LoginGuides({ accountId, loginId }: { accountId: string; loginId: string }) {
  const templates = (await listTemplates(accountId)).filter(({ transferLoginId }) => transferLoginId === loginId)
  if (templates.length === 0) return null
  const words = await getTranslations('guides.page')
  return (
    <Section id="guides" title={words('ofLogin')} lead={words('ofLoginLead')} className="print:hidden">
      <ul className="divide-y divide-rule card">
        {templates.map(({ id, name, fileName }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-6 py-3">
            <Link href={`/templates/${id}/guide`} className="link">
              {name}
            </Link>
            <FileName name={fileName} className="text-ink-soft" />
          </li>
        ))}
      </ul>
    </Section>
  )
}
