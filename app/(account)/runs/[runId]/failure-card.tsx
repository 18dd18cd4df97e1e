import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import type { Run } from '@/lib/runs/run'
import { failureSentence, readFailure } from '@/lib/runs/run-failure'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

const cards = ['rejected', 'failed', 'discarded'] as const

/** How a run ended that changed nothing, and why. */
export async function FailureCard({ run }: { run: Run }) {
  const state = cards.find((candidate) => candidate === run.state)
  if (!state) return null
  const words = await getTranslations(run.purpose === 'rollback' ? 'runsPage.undo.failure' : 'runsPage.failure')
  const failure = readFailure(run.failure)
  return (
    <Alert tone={state === 'discarded' ? 'neutral' : 'bad'} title={words(`${state}.title`)} className="mb-8">
      {failure ? (
        <p className="font-semibold foreign-text">
          {failureSentence(translatorFor(toLocale(await getLocale())), failure)}
        </p>
      ) : null}
      <p>{words(`${state}.text`)}</p>
    </Alert>
  )
}
