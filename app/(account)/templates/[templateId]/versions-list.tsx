import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/date-time'
import { versionBefore, type TemplateVersion } from '@/lib/templates/template-versions'
import { VersionReason } from './version-reason'

/** Who changed the template, when and why; each leads to what it changed. */
export function VersionsList({ path, versions }: { path: string; versions: readonly TemplateVersion[] }) {
  const words = useTranslations('templatesPage.versions')
  const replays = useTranslations('replays')
  return (
    <ol className="divide-y divide-rule card">
      {versions.map((version) => (
        <li key={version.version} className="px-6 py-3">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold">
              <Link
                href={`${path}?from=${versionBefore(versions, version.version)}&to=${version.version}`}
                className="inline-block py-0.5 link"
              >
                {words('version', { version: version.version })}
              </Link>
              {version.isCurrent ? (
                <span className="ml-2 text-sm font-normal text-ink-soft">{words('current')}</span>
              ) : null}
            </span>
            <span className="text-sm text-ink-soft">
              <DateTime at={version.createdAt} />
              {version.savedBy ? <>, {version.savedBy}</> : null}
            </span>
          </span>
          {version.note || version.origin ? (
            <span className="block text-sm">
              <VersionReason version={version} />
            </span>
          ) : null}
          {version.replayRunId ? (
            <Link href={`/runs/${version.replayRunId}`} className="text-sm link">
              {replays('savedAfter')}
            </Link>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
