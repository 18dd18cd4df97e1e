import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { legacyAlgorithmsAreOn, readHealth } from '@/app/api/v1/_operations/health'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import type { Tone } from '@/components/ui/tone'
import { requireOperator } from '@/lib/auth/session'

const EVERY_SECONDS = 5

const tones: Record<string, Tone> = {
  ok: 'good',
  low: 'warn',
  down: 'bad',
  off: 'neutral',
  'not-configured': 'neutral',
}

const parts = ['database', 'worker', 'sftp', 'ftps', 'disk', 'mail'] as const

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('admin.health')
  return { title: words('title') }
}

export default async function HealthPage() {
  await requireOperator()
  const words = await getTranslations('admin.health')
  const health = await readHealth()
  const letsOldClientsIn = health.database === 'ok' && (await legacyAlgorithmsAreOn())
  return (
    <>
      <RefreshWhile active everySeconds={EVERY_SECONDS} />
      <PageHeader title={words('title')} lead={words(`overall.${health.status}`)} />
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {parts.map((part) => (
          <li key={part} className="card p-6">
            <div className="flex items-start justify-between gap-4">
              <h2 className="text-lg">{words(`parts.${part}.title`)}</h2>
              <Badge tone={tones[health[part]]}>{words(`states.${health[part]}`)}</Badge>
            </div>
            <p className="mt-2 text-ink-soft">{words(`parts.${part}.text`)}</p>
            {part === 'sftp' && letsOldClientsIn && (
              <Alert tone="warn" className="mt-3">
                {words('legacyAlgorithms', { variable: 'SFTP_LEGACY_ALGORITHMS' })}
              </Alert>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-8 text-sm text-ink-soft">{words('version', { version: health.version })}</p>
    </>
  )
}
