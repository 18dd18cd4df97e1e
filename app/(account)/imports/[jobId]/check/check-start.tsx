import { ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { SubmitButton } from '@/components/forms/submit-button'
import { Alert } from '@/components/ui/alert'
import { startCheck } from './actions'

/** Nothing was checked yet, or what was checked has changed since. */
export function CheckStart({ jobId, isOutdated }: { jobId: string; isOutdated: boolean }) {
  const words = useTranslations('wizard.check')
  return (
    <div className="flex flex-col items-start gap-6">
      {isOutdated ? <Alert tone="warn">{words('outdated')}</Alert> : <p className="max-w-prose">{words('explain')}</p>}
      <form action={startCheck.bind(null, jobId)}>
        <SubmitButton icon={<ListChecks aria-hidden className="size-5" />}>
          {words(isOutdated ? 'startAgain' : 'start')}
        </SubmitButton>
      </form>
    </div>
  )
}
