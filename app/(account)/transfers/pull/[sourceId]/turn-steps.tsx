import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/date-time'
import { Timeline, type TimelineStep } from '@/components/ui/timeline'
import type { Tone } from '@/components/ui/tone'
import { isPassing, troubleReasons, type TroubleNote } from '@/lib/pull/trouble'
import type { PullTurn } from '@/lib/pull/turn'
import type { TurnStep } from '@/lib/pull/turn-step'

const tones: Partial<Record<TurnStep['code'], Tone>> = {
  ...{ missing: 'warn', nearest: 'warn', growing: 'warn', refused: 'bad', kept: 'warn' },
  ...{ waiting: 'neutral', fetching: 'neutral', known: 'neutral', same: 'neutral', nothing: 'neutral' },
}

/** What happened in a turn, step by step, and what is to be done where it stopped. */
export function TurnSteps({ turn }: { turn: PullTurn }) {
  const words = useTranslations('pull')
  const steps: TimelineStep[] = turn.steps.map((step, index) => ({
    id: String(index),
    tone: tones[step.code] ?? 'good',
    // A fingerprint has no place to break at.
    title: <span className="[overflow-wrap:anywhere]">{sentence(words, step)}</span>,
    children: <StepFoot step={step} />,
  }))
  if (turn.trouble) steps.push(troubleStep(words, turn.trouble))
  if (turn.isOpen) {
    steps.push({ id: 'now', tone: 'info', title: words(turn.state === 'queued' ? 'turn.queued' : 'turn.running') })
  }
  if (turn.state === 'done') {
    const result = turn.purpose === 'test' ? words('turn.tested') : words('turn.delivered', { count: turn.delivered })
    steps.push({ id: 'end', tone: 'good', title: result })
  }
  return <Timeline steps={steps} />
}

type Words = ReturnType<typeof useTranslations<'pull'>>

function sentence(words: Words, { code, params }: TurnStep) {
  const reason = troubleReasons.find((each) => each === params.reason)
  return words(`step.${code}`, { ...params, ...(reason ? { reason: words(`trouble.${reason}.title`) } : {}) })
}

function StepFoot({ step }: { step: TurnStep }) {
  const words = useTranslations('messages')
  const { deliveryId } = step.params
  return (
    <>
      <DateTime at={step.at} />
      {typeof deliveryId === 'string' ? (
        <>
          {' · '}
          <Link href={`/deliveries/${deliveryId}`} className="link">
            {words('openDelivery')}
          </Link>
        </>
      ) : null}
    </>
  )
}

function troubleStep(words: Words, { reason, params }: TroubleNote): TimelineStep {
  const { message, fileName, address } = params
  return {
    id: 'trouble',
    tone: isPassing(reason) ? 'warn' : 'bad',
    title: words(`trouble.${reason}.title`),
    children: (
      <>
        <p>{words(`trouble.${reason}.todo`)}</p>
        {fileName ? <p className="foreign-text">{words('file', { fileName })}</p> : null}
        {address ? <p>{words('address', { address })}</p> : null}
        {message ? <p className="foreign-text">{words('said', { message })}</p> : null}
      </>
    ),
  }
}
