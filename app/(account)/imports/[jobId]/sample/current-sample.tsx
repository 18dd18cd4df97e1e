import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { FileName } from '@/components/ui/file-name'
import type { JobSample } from '@/lib/import-jobs/import-job'
import { useFileSize } from './use-file-size'

/** The sample there is, and the way on. */
export function CurrentSample({ sample, next }: { sample: JobSample; next: string }) {
  const words = useTranslations('wizard.sample')
  const size = useFileSize()
  return (
    <Alert
      tone="good"
      actions={
        <ButtonLink href={next}>
          {words('currentAction')}
          <ArrowRight aria-hidden className="size-5" />
        </ButtonLink>
      }
    >
      {words.rich('current', { file: () => <FileName name={sample.fileName} />, size: size(sample.size) })}
    </Alert>
  )
}
