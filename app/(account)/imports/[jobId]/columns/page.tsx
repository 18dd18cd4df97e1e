import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { stepAddress, type JobParams } from '../../job-steps'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { ColumnNews } from './column-news'
import { FileBoard } from './file-board'
import { MemberList } from './member-list'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard.columns')
  return { title: words('title') }
}

type Props = { params: JobParams; searchParams: Promise<{ file?: string | string[] }> }

export default async function ColumnsPage({ params, searchParams }: Props) {
  const { jobId } = await params
  const open = await openJob(jobId, 'columns')
  const words = await getTranslations('wizard.columns')
  const { job } = open
  const isBundle = job.importType === BUNDLE
  const file = shownFile(job, (await searchParams).file)
  return (
    <JobFrame open={open} step="columns" title={words('title')} lead={words(isBundle ? 'leadBundle' : 'lead')}>
      {isBundle ? <MemberList job={job} shown={file.name} /> : null}
      <ColumnNews file={file} />
      <FileBoard job={job} file={file} />
      <p className="mt-8">
        <ButtonLink href={stepAddress(job.id, 'sample')} variant="quiet">
          {words('otherSample')}
        </ButtonLink>
      </p>
    </JobFrame>
  )
}

/** The file that is asked for, or the first one of which there is something to decide. */
function shownFile({ analysis }: ImportJob, asked: unknown) {
  const files = analysis?.files ?? []
  const file = files.find(({ name }) => name === asked) ?? files.find(({ columns }) => columns.length > 0) ?? files[0]
  // The step is reachable only once there is an analysis.
  if (!file) throw new Error('an import job stands at its columns without an analysis')
  return file
}
