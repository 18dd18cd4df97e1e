import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { typeTitle } from '@/components/import-types/type-title'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import type { ShownStep } from '../job-steps'
import type { OpenJob } from '../open-job'
import { StepBar } from './step-bar'

type JobFrameProps = {
  open: OpenJob
  step: ShownStep
  title: ReactNode
  lead: ReactNode
  children: ReactNode
}

/** The head of every step: the way back to the list, which import this is, the steps. */
export function JobFrame({ open, step, title, lead, children }: JobFrameProps) {
  const words = useTranslations('wizard')
  const locale = useLocale()
  const { job, next } = open
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('list.title'), href: '/imports' }]}
        title={title}
        lead={lead}
        badge={
          <span className="text-sm text-ink-soft">
            {typeTitle(job.catalogue, job.importType, locale)}
            {job.sample ? (
              <>
                {' · '}
                <FileName name={job.sample.fileName} />
              </>
            ) : null}
          </span>
        }
      />
      <StepBar jobId={job.id} current={step} next={next} />
      {children}
    </>
  )
}
