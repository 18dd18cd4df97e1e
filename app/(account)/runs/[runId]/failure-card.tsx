import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { Alert } from '@/components/ui/alert'
import type { Run } from '@/lib/runs/run'

const failureSchema = z.looseObject({ reason: z.string() })

const cards = ['rejected', 'failed', 'discarded'] as const

/** How a run ended that changed nothing. */
export async function FailureCard({ run }: { run: Run }) {
  const state = cards.find((candidate) => candidate === run.state)
  if (!state) return null
  const words = await getTranslations('runsPage.failure')
  const failure = failureSchema.safeParse(run.failure).data
  const by = typeof failure?.by === 'string' ? failure.by : undefined
  return (
    <Alert tone={state === 'discarded' ? 'neutral' : 'bad'} title={words(`${state}.title`)} className="mb-8">
      {state === 'discarded' && by ? words('discardedBy', { by }) : words(`${state}.text`)}
    </Alert>
  )
}
