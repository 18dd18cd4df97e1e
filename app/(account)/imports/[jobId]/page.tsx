import { redirect } from 'next/navigation'
import { stepAddress, type JobParams } from '../job-steps'
import { finishedAddress, jobInView } from '../open-job'

/** Leads to the step that is next. */
export default async function JobPage({ params }: { params: JobParams }) {
  const { jobId } = await params
  const open = await jobInView(jobId)
  redirect(open.job.finishedAt ? await finishedAddress(open) : stepAddress(jobId, open.next))
}
