import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { ComparisonNumbers } from '@/components/replays/comparison-numbers'
import { comparisonSentence } from '@/components/replays/comparison-sentence'
import { Alert } from '@/components/ui/alert'
import { DateTime } from '@/components/ui/date-time'
import { readComparison } from '@/lib/runs/comparison'
import { isGoingOn, type Run } from '@/lib/runs/run'
import { holdParams } from '@/lib/words/hold'

/** What a replay or a shadow run says beside the version there is, and of what. */
export function ComparisonCard({ run }: { run: Run }) {
  const words = useTranslations('replays')
  const messages = useTranslations('messages.held')
  if ((run.purpose !== 'replay' && run.purpose !== 'shadow') || isGoingOn(run)) return null
  const comparison = readComparison(run.comparison)
  const { code, tone, params } = comparisonSentence(run)
  const { comparedDelivery } = run
  return (
    <div className="mb-8 flex flex-col gap-6">
      <Alert tone={tone} title={words(`sentence.${code}`, params)}>
        <p>
          {comparedDelivery
            ? words.rich('overDelivery', {
                version: run.comparedVersion ?? 0,
                link: (text) => (
                  <Link href={`/deliveries/${comparedDelivery.id}`} className="link">
                    {text}
                  </Link>
                ),
                at: () => <DateTime key="at" at={comparedDelivery.receivedAt} />,
              })
            : words('overSample', { version: run.comparedVersion ?? 0 })}
        </p>
        <p className="mt-2">{words(`explain.${run.purpose}`)}</p>
      </Alert>
      {comparison?.hold ? (
        <Alert tone="warn" title={words('wouldBeHeld')}>
          {messages('why', holdParams(comparison.hold, comparison.hold.importType))}
        </Alert>
      ) : null}
      {comparison && comparison.files.length > 0 ? <ComparisonNumbers comparison={comparison} /> : null}
    </div>
  )
}
