import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { stepAddress, type JobParams } from '../../job-steps'
import { openJob } from '../../open-job'
import { JobFrame } from '../job-frame'
import { startCheck } from '../check/actions'
import { saveColumns } from './actions'
import { DialectBar } from './dialect-bar'
import { fieldChoices, gridColumns } from './grid-of-job'
import { MappingBoard } from './mapping-board'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('wizard.columns')
  return { title: words('title') }
}

export default async function ColumnsPage({ params }: { params: JobParams }) {
  const { jobId } = await params
  const open = await openJob(jobId, 'columns')
  const words = await getTranslations('wizard.columns')
  const { job, type } = open
  const file = job.analysis?.files[0]
  // The step is reachable only once there is an analysis.
  if (!file) throw new Error('an import job stands at its columns without an analysis')
  const locale = await getLocale()
  const saved = job.mapping?.[0]
  return (
    <JobFrame open={open} step="columns" title={words('title')} lead={words('lead')}>
      <DialectBar jobId={job.id} dialect={file.dialect} rowsEstimate={file.rowsEstimate} />
      <MappingBoard
        // Another sample, or another reading of it, is another board.
        key={JSON.stringify([job.sample?.sha256, file.dialect])}
        columns={await gridColumns(file)}
        fields={await fieldChoices(type, locale)}
        saved={saved && { columns: saved.columns, constants: saved.constants }}
        save={saveColumns.bind(null, job.id)}
        goOn={startCheck.bind(null, job.id)}
      />
      <p className="mt-8">
        <ButtonLink href={stepAddress(job.id, 'sample')} variant="quiet">
          {words('otherSample')}
        </ButtonLink>
      </p>
    </JobFrame>
  )
}
