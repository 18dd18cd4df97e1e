import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { comparisonSentence } from '@/components/replays/comparison-sentence'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { stepAddress } from '../../job-steps'
import { replaysOf } from '../check/replay-section'

/** Beside the form that saves a new version: what the last replay of the change said, or that there was none. */
export async function ReplayNote({ job }: { job: ImportJob }) {
  const words = await getTranslations('replays')
  const [last] = await replaysOf(job)
  if (!last) {
    return (
      <Alert
        tone="neutral"
        className="mb-8 max-w-3xl"
        title={words('wizard.none')}
        actions={
          <ButtonLink href={`${stepAddress(job.id, 'check')}#replay`} variant="secondary" size="small">
            {words('wizard.replayFirst')}
          </ButtonLink>
        }
      >
        {words('wizard.saveNote')}
      </Alert>
    )
  }
  const { code, tone, params } = comparisonSentence(last)
  return (
    <Alert tone={tone} className="mb-8 max-w-3xl" title={words(`sentence.${code}`, params)}>
      <p>
        <Link href={`/runs/${last.id}`} className="link">
          {words('wizard.see')}
        </Link>
      </p>
      <p className="mt-2">{words('wizard.saveNote')}</p>
    </Alert>
  )
}
