// For tests only: an account with a transfer login, and a job made for them.
import { db } from '@/lib/platform/db'
import { createImportJob } from './create-import-job'
import type { ImportJob } from './import-job'
import { saveMapping } from './save-mapping'
import { storeSample } from './store-sample'

export const usersCsv = [
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
  'u1,,,true,org1,student,ana.ruiz,,Ana,Ruiz,,1001,ana@example.org,,,,04,',
  'u2,,,true,org1,teacher,ben.cole,,Ben,Cole,,1002,ben@example.org,,,,,',
  '',
].join('\r\n')

export async function testAccount(slug = 'springfield') {
  const account = await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'America/Chicago' } })
  const login = await db.transferLogin.create({
    data: {
      ...{ accountId: account.id, name: 'sis', passwordHash: 'x' },
      ...{ sftpUserName: `sis_admin_${slug}_tx`, ftpsUserName: `sis.admin.${slug}.tx` },
    },
  })
  return { accountId: account.id, transferLoginId: login.id }
}

export async function testJob(owner: { accountId: string; transferLoginId: string }) {
  const created = await createImportJob({ ...owner, importType: 'oneroster-1.1/users' })
  if (!created.ok) throw new Error(created.reason)
  return created.job
}

/** The text as a stream of small pieces. */
export async function* piecesOf(text: string | Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}

export async function putSample(
  job: { id: string; accountId: string },
  text: string | Uint8Array,
  fileName = 'users.csv',
) {
  return storeSample({ accountId: job.accountId, jobId: job.id, fileName, source: piecesOf(text) })
}

/** The job with a sample whose suggestions are all accepted. */
export async function mappedJob(job: { id: string; accountId: string }): Promise<ImportJob> {
  await putSample(job, usersCsv)
  const saved = await saveMapping({ accountId: job.accountId, jobId: job.id })
  if (!saved.ok) throw new Error(saved.reason)
  return saved.job
}
