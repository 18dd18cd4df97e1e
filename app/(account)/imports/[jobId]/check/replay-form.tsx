'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Select } from '@/components/ui/select'
import { replayChange } from './replay-actions'

type Props = {
  jobId: string
  /** How many deliveries are kept. */
  kept: number
  isAgain: boolean
  isGoing: boolean
}

/** Asks over how many of the last deliveries the change is to be replayed. */
export function ReplayForm({ jobId, kept, isAgain, isGoing }: Props) {
  const words = useTranslations('replays.wizard')
  const options = Array.from({ length: kept }, (_, index) => ({
    id: String(index + 1),
    label: words('deliveries', { count: index + 1 }),
  }))
  return (
    <ActionForm action={replayChange.bind(null, jobId)} label={words('title')}>
      {kept > 0 ? (
        <div className="flex flex-wrap items-end gap-3">
          <Select name="last" label={words('howMany')} options={options} defaultValue={String(kept)} className="w-56" />
          <SubmitButton isDisabled={isGoing} icon={<History aria-hidden className="size-5" />}>
            {words(isAgain ? 'again' : 'start')}
          </SubmitButton>
          <SubmitButton name="over" value="sample" variant="secondary" isDisabled={isGoing}>
            {words('overSample')}
          </SubmitButton>
        </div>
      ) : (
        <div>
          <SubmitButton name="over" value="sample" isDisabled={isGoing}>
            {words('overSample')}
          </SubmitButton>
        </div>
      )}
    </ActionForm>
  )
}
