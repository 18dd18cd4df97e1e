import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { comparisonSentence } from '@/components/replays/comparison-sentence'
import { Alert } from '@/components/ui/alert'
import { listRuns, type Run } from '@/lib/runs/run'

/** Of a live run: what the candidate beside its template said of the same delivery. */
export async function ShadowNote({ run }: { run: Run }) {
  if (run.purpose !== 'delivery' || !run.deliveryId) return null
  const { accountId, deliveryId } = run
  const [shadow] = await listRuns({ accountId, comparedDeliveryId: deliveryId, purposes: ['shadow'], limit: 1 })
  if (!shadow) return null
  const words = await getTranslations('replays')
  const { code, tone, params } = comparisonSentence(shadow)
  return (
    <Alert tone={tone === 'bad' ? 'warn' : tone} className="mb-8" title={words('shadow.beside')}>
      <p>{words(`sentence.${code}`, params)}</p>
      <p className="mt-1">
        <Link href={`/runs/${shadow.id}`} className="link">
          {words('wizard.see')}
        </Link>
      </p>
    </Alert>
  )
}
