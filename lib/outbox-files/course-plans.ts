// The courses students plan to take, on their way back to the student information system: all records of Naviance's student
// course plans, under the name the system asks for. The name holds the school year, so it changes each summer by itself.
import { naviance } from '@/lib/import-types/naviance'
import { streamCsv } from '@/lib/csv/write-csv'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { destroyStored, storeStream } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import { cellText } from '@/lib/roster/records-csv'
import { readRecords } from '@/lib/roster/records'
import type { OutboxFile } from './outbox-file'

/** How long a file of plans waits for its system, in days; each day's file takes the place of the one before. */
const PLANS_KEEP_DAYS = 30
const PLANS_BYTES_MAX = 1024 ** 3
const PAGE_ROWS = 1000
/** The first month of a school year, in the United States and Mexico. */
const FIRST_MONTH = 7

const plans = naviance.find(({ name }) => name.endsWith('/student-course-plans'))!

type Writing = { readonly accountId: string; readonly transferLoginId: string }

/**
 * Writes the planned courses of an account into the outbox of one of its logins, in place of those written before.
 * @returns 'none' if the account has no plans, 'unknown' if it has no such login.
 */
export async function writeCoursePlans({
  accountId,
  transferLoginId,
}: Writing): Promise<{ ok: true; file: Pick<OutboxFile, 'id' | 'name'> } | { ok: false; reason: 'none' | 'unknown' }> {
  const login = await db.transferLogin.findFirst({
    where: { id: transferLoginId, accountId, disabledAt: null, rehearsesId: null },
    select: { account: { select: { name: true, timeZone: true } } },
  })
  if (!login) return { ok: false, reason: 'unknown' }
  const { items } = await readRecords(accountId, plans, { state: 'active', limit: 1 })
  if (items.length === 0) return { ok: false, reason: 'none' }
  const stored = await storeStream(bytesOf(accountId), { bytesMax: PLANS_BYTES_MAX })
  if (!stored.ok) throw new Error('course plans are larger than they can be')
  const file = await putInPlace({ accountId, transferLoginId }, coursePlansName(login.account, now()), stored)
  return { ok: true, file }
}

/** The name for the school year of a moment: NavianceStudentCoursePlansReyesISD_2026-2027.csv. */
export function coursePlansName({ name, timeZone }: { name: string; timeZone: string }, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric' }).formatToParts(moment)
  const partOf = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const start = partOf('month') < FIRST_MONTH ? partOf('year') - 1 : partOf('year')
  const plain = name
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 100)
  return `NavianceStudentCoursePlans${plain || 'District'}_${start}-${start + 1}.csv`
}

/** A machine reads it: cells stand as they are. */
async function* bytesOf(accountId: string): AsyncGenerator<Uint8Array> {
  for await (const text of streamCsv(rowsOf(accountId))) yield Buffer.from(text)
}

async function* rowsOf(accountId: string) {
  const fields = plans.fields.map(({ name }) => name)
  yield fields
  for (let after: string | undefined; ;) {
    const options = { state: 'active' as const, limit: PAGE_ROWS, ...(after === undefined ? {} : { after }) }
    const { items, nextCursor } = await readRecords(accountId, plans, options)
    for (const { data } of items) yield fields.map((field) => cellText(data[field] ?? null))
    if (nextCursor === null) return
    after = nextCursor
  }
}

/** Whoever looks sees the file before or the new one, never none. */
async function putInPlace(
  { accountId, transferLoginId }: Writing,
  name: string,
  { storageKey, size }: { storageKey: string; size: number },
): Promise<Pick<OutboxFile, 'id' | 'name'>> {
  const { file, old } = await inTransaction(async (tx) => {
    // Of two writers at once, the second sees what the first has put there.
    await tx.$queryRaw`select from transfer_logins where id = ${transferLoginId}::uuid for update`
    const there = { transferLoginId, kind: 'coursePlans' as const, storageKey: { not: null } }
    const old = await tx.outboxFile.findMany({ where: there, select: { storageKey: true } })
    await tx.outboxFile.updateMany({ where: there, data: { storageKey: null } })
    const destroyAt = secondsFrom(now(), PLANS_KEEP_DAYS * 24 * 3600)
    const made = { accountId, transferLoginId, kind: 'coursePlans' as const, name, storageKey, size, destroyAt }
    const file = await tx.outboxFile.create({ data: { ...made, readyAt: now() }, select: { id: true, name: true } })
    return { file, old }
  })
  for (const one of old) if (one.storageKey) await destroyStored(one.storageKey)
  return file
}

/** Writes the plans for every login that gets them each day; those that cannot be written wait for the next. @returns how many files. */
export async function writeDailyCoursePlans(): Promise<number> {
  const logins = await db.transferLogin.findMany({
    where: { getsCoursePlans: true, disabledAt: null },
    select: { id: true, accountId: true },
  })
  let written = 0
  for (const { id, accountId } of logins) {
    try {
      if ((await writeCoursePlans({ accountId, transferLoginId: id })).ok) written++
    } catch (error) {
      // Not its message: what PostgreSQL says of a value may be a pupil's.
      const { name } = error instanceof Error ? error : new Error('unknown')
      log.error({ transferLogin: id, error: name }, 'course plans could not be written')
    }
  }
  return written
}
