import { db, type Tx } from '@/lib/platform/db'
import { matchTemplate } from '@/lib/templates/match-template'
import type { Template } from '@/lib/templates/template'
import type { ImportJob } from './import-job'

/** The template a job changes: the one its login has for the sample's file name, if it is of the same type. */
export async function editedTemplate(job: ImportJob, client: Tx = db): Promise<Template | null> {
  if (!job.sample) return null
  const found = await matchTemplate(client, job.transferLoginId, job.sample.fileName)
  return found?.importType === job.importType ? found : null
}
