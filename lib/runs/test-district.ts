// For tests only: a district whose files come in through receiveDelivery and are processed at once, without a worker.
import { randomUUID } from 'node:crypto'
import { importTypes, importTypeNamed } from '@/lib/import-types'
import { receiveDelivery } from '@/lib/deliveries/receive-delivery'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { db, inTransaction, query } from '@/lib/platform/db'
import { storeStream } from '@/lib/platform/files'
import { prepareTasks, type Task } from '@/lib/platform/queue'
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { rosterTableOf } from '@/lib/roster/table-names'
import { ensureRosterTables } from '@/lib/roster/tables'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom, type SettingsChange } from '@/lib/templates/settings-change'
import { processDelivery } from './process-delivery'
import { runTask } from './run-task'
import { runIssues } from './run-issues'
import { listRuns, type Run } from './run'

export const never = new AbortController().signal
const BYTES_MAX = 1024 ** 3

/** What the tables and queues need before the first delivery. */
export async function prepareInstallation(): Promise<void> {
  await ensureRosterTables(importTypes)
  await prepareTasks([deliveryTask, runTask, messageTask] as unknown as Task<never>[])
}

export type District = { readonly accountId: string; readonly transferLoginId: string }

export async function testDistrict(): Promise<District> {
  const slug = randomUUID().slice(0, 13)
  const account = await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'America/Chicago' } })
  const names = { name: 'sis', sftpUserName: `sis_admin_${slug}_tx`, ftpsUserName: `sis.admin.${slug}.tx` }
  const login = await db.transferLogin.create({ data: { accountId: account.id, passwordHash: 'x', ...names } })
  return { accountId: account.id, transferLoginId: login.id }
}

/** A mapping by which each column of this header fills the field of its own name. */
export function mappingOf(importType: string, name: string, header: readonly string[]) {
  const fields = importTypeNamed(importType)?.fields ?? []
  return fileMappingSchema.parse({
    ...{ name, importType },
    columns: header.map((column, position) => {
      return { header: column, position, field: fields.some((field) => field.name === column) ? column : null }
    }),
  })
}

export async function testTemplate(
  { accountId, transferLoginId }: District,
  header: string,
  { importType = 'visitor-aware/students', fileName = 'students.csv', ...settings }: TestTemplate = {},
): Promise<string> {
  const mapping = [mappingOf(importType, fileName, header.split(','))]
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ accountId, transferLoginId, name: fileName, fileName, importType, mapping },
      settings: settingsFrom(settings),
    }),
  )
  if (!made.ok) throw new Error(made.reason)
  return made.template.id
}

type TestTemplate = SettingsChange & { importType?: string; fileName?: string }

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

type TestDelivery = { fileName?: string; eventId?: string }

/** Stores and receives a file as every door does. */
export async function receive(
  district: District,
  content: string | Uint8Array,
  { fileName = 'students.csv', eventId = randomUUID() }: TestDelivery = {},
) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const stored = await storeStream(piecesOf(bytes), { bytesMax: BYTES_MAX })
  if (!stored.ok) throw new Error(stored.reason)
  const { storageKey, size, sha256 } = stored
  return receiveDelivery({ ...district, fileName, via: 'sftp', size, sha256, storageKey, eventId })
}

/** Receives a file and processes it to its end. */
export async function deliver(
  district: District,
  content: string | Uint8Array,
  options: TestDelivery = {},
): Promise<Run> {
  const { delivery } = await receive(district, content, options)
  await processDelivery(delivery.id, never)
  return lastRunOf(delivery.id)
}

export async function lastRunOf(deliveryId: string): Promise<Run> {
  const [run] = await listRuns({ deliveryId })
  if (!run) throw new Error(`delivery ${deliveryId} has no run`)
  return run
}

/** Code, line and column of every issue. */
export async function issuesOf(run: { id: string }): Promise<(string | number | undefined)[][]> {
  return (await runIssues(run.id)).map(({ code, line, column }) => [code, line, column])
}

export type Message = { readonly kind: string; readonly params: Record<string, unknown> }

/** The messages of an account, the oldest first. */
export async function messagesOf({ accountId }: District): Promise<Message[]> {
  const rows = await db.message.findMany({ where: { accountId }, orderBy: { id: 'asc' } })
  return rows.map(({ kind, params }) => ({ kind, params: params as Record<string, unknown> }))
}

/** Every byte of the roster and its history that an account has, row versions included, as one number. */
export async function rosterHash({ accountId }: District): Promise<string> {
  const tables = [...importTypes.map((type) => rosterTableOf(type).name), 'changes']
  const parts = tables.map(
    (table) =>
      `select md5(string_agg(r::text || r.xmin::text, ',' order by r::text)) as part from roster."${table}" r where account_id = $1`,
  )
  const [row] = await query<{ hash: string }>(
    `select md5(string_agg(coalesce(part, ''), ',')) as hash from (${parts.join(' union all ')}) all_parts`,
    [accountId],
  )
  return row?.hash ?? ''
}

/** Key, first name and state of every student. */
export async function studentsOf({ accountId }: District): Promise<string[]> {
  const rows = await query<{ text: string }>(
    `select concat_ws(' ', student_id, first_name, nullif(state, 'active')) as text
     from roster.visitor_aware_students where account_id = $1 order by student_id`,
    [accountId],
  )
  return rows.map(({ text }) => text)
}

/** The header of the files of students that these tests deliver. */
export const studentHeader = 'Student ID,First Name,Last Name,School ID'

/** A file of students named Reyes at school 012. @param rows "<id> <first name>" each. */
export function studentFile(...rows: string[]): string {
  return [studentHeader, ...rows.map((row) => `${row.replace(' ', ',')},Reyes,012`), ''].join('\n')
}
