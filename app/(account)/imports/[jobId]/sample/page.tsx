import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SizeLimitAlert } from '@/components/import-types/size-limit-alert'
import { Alert } from '@/components/ui/alert'
import { sizeLimitOf } from '@/lib/import-types/size-limit'
import { env } from '@/lib/platform/env'
import { stepAddress, type JobParams } from '../../job-steps'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { CurrentSample } from './current-sample'
import { SampleForm } from './sample-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard.sample')
  return { title: words('title') }
}

export default async function SamplePage({
  params,
  searchParams,
}: {
  params: JobParams
  searchParams: Promise<{ delivery?: string | string[] }>
}) {
  const { jobId } = await params
  const open = await openJob(jobId, 'sample')
  const words = await getTranslations('wizard.sample')
  const { job } = open
  const form = (
    <SampleForm
      uploadUrl={`${stepAddress(job.id, 'sample')}/file`}
      next={stepAddress(job.id, 'columns')}
      bytesMax={env().uploadBytesMax}
      hasHeader={job.settings.hasHeader}
    />
  )
  return (
    <JobFrame open={open} step="sample" title={words('title')} lead={words('lead')}>
      {!job.sample && (await searchParams).delivery ? (
        <Alert tone="warn" className="mb-8 max-w-3xl">
          {words('deliveryUnusable')}
        </Alert>
      ) : null}
      <SizeLimitAlert bytes={sizeLimitOf(job.importType, '')} className="mb-8 max-w-3xl" />
      {job.sample ? (
        <>
          <CurrentSample sample={job.sample} next={stepAddress(job.id, 'columns')} />
          <section aria-labelledby="replace-title" className="mt-12">
            <h2 id="replace-title" className="text-xl">
              {words('replace')}
            </h2>
            <p className="mt-1 mb-5 text-ink-soft">{words('replaceHelp')}</p>
            {form}
          </section>
        </>
      ) : (
        form
      )}
    </JobFrame>
  )
}
