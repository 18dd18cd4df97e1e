import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/date-time'
import type { TemplateVersion } from '@/lib/templates/template-versions'

/** Who changed the template, and when. */
export function VersionsList({ versions }: { versions: readonly TemplateVersion[] }) {
  const words = useTranslations('templatesPage.versions')
  return (
    <ol className="divide-y divide-rule card">
      {versions.map((version, index) => (
        <li key={version.version} className="flex flex-wrap items-baseline justify-between gap-x-4 px-6 py-3">
          <span className="font-semibold">
            {words('version', { version: version.version })}
            {index === 0 ? <span className="ml-2 text-sm font-normal text-ink-soft">{words('current')}</span> : null}
          </span>
          <span className="text-sm text-ink-soft">
            <DateTime at={version.createdAt} />
            {version.savedBy ? <>, {version.savedBy}</> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
