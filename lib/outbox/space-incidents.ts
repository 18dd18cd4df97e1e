// A machine that has too little room to take files is an incident: operators are told of it once, and once of its end.
// Whoever looks first opens it, whoever looks next sees it open; mail that could not be sent is sent by a later look.
import { hostname } from 'node:os'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { Space } from '@/lib/platform/free-space'
import { log } from '@/lib/platform/log'
import { mailIsConfigured, sendMail } from '@/lib/platform/mail'
import { toLocale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'

/** It is over when there is a little more room than is needed, so that it does not begin again at once. */
const ENDS_ABOVE = 1.1
const MEGABYTE = 1_000_000

type Incident = { id: string; host: string; freeBytes: bigint; leastBytes: bigint }

/** Notes how much room a machine has, and tells operators of what has changed. @throws what the database throws. */
export async function noteSpace(space: Space, host = hostname()): Promise<void> {
  const { freeBytes, leastBytes } = space
  if (freeBytes < leastBytes) await begin(host, space)
  else if (freeBytes >= leastBytes * ENDS_ABOVE) await end(host, space)
  await tellOperators()
}

/** The machines that take no files right now. */
export async function openSpaceIncidents(): Promise<Incident[]> {
  return db.spaceIncident.findMany({ where: { endedAt: null }, orderBy: { beganAt: 'asc' } })
}

async function begin(host: string, { freeBytes, leastBytes }: Space): Promise<void> {
  if ((await db.spaceIncident.count({ where: { host, endedAt: null } })) > 0) return
  // The index lets one of several in; the others have nothing to do.
  const data = { host, freeBytes: BigInt(freeBytes), leastBytes: BigInt(leastBytes), beganAt: now() }
  const { count } = await db.spaceIncident.createMany({ data: [data], skipDuplicates: true })
  if (count > 0) log.warn({ host, freeBytes, leastBytes }, 'the disk is nearly full: no files are taken in')
}

async function end(host: string, { freeBytes }: Space): Promise<void> {
  const { count } = await db.spaceIncident.updateMany({
    where: { host, endedAt: null },
    data: { endedAt: now(), freeBytes: BigInt(freeBytes) },
  })
  if (count > 0) log.info({ host, freeBytes }, 'there is room again: files are taken in')
}

async function tellOperators(): Promise<void> {
  // Nobody hears of the end who did not hear of the beginning.
  await db.spaceIncident.updateMany({
    where: { beginToldAt: null, endedAt: { not: null } },
    data: { beginToldAt: now(), endToldAt: now() },
  })
  const begun = await db.spaceIncident.findMany({ where: { beginToldAt: null } })
  for (const incident of begun) await tell(incident, 'begin')
  const over = await db.spaceIncident.findMany({ where: { endedAt: { not: null }, endToldAt: null } })
  for (const incident of over) await tell(incident, 'end')
}

type What = 'begin' | 'end'

async function tell(incident: Incident, what: What): Promise<void> {
  const { id } = incident
  const column = what === 'begin' ? 'beginToldAt' : 'endToldAt'
  // One of several tells; if it cannot, it is somebody's turn again.
  const { count } = await db.spaceIncident.updateMany({ where: { id, [column]: null }, data: { [column]: now() } })
  if (count === 0 || !mailIsConfigured()) return
  try {
    await mailOperators(incident, what)
  } catch (error) {
    log.warn({ err: error, incident: id }, 'operators could not be told of the room on the disk')
    await db.spaceIncident.updateMany({ where: { id }, data: { [column]: null } })
  }
}

async function mailOperators({ id, host, freeBytes, leastBytes }: Incident, what: What): Promise<void> {
  const operators = await db.member.findMany({ where: { role: 'operator', accountId: null, disabledAt: null } })
  for (const { id: memberId, email, locale } of operators) {
    const language = toLocale(locale)
    const size = (bytes: bigint) =>
      new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 }).format(
        Number(bytes) / MEGABYTE,
      )
    const values = { host, free: size(freeBytes), least: size(leastBytes), link: `${env().publicUrl}/admin/health` }
    await sendMail({
      to: email,
      subject: translate(language, `messages.space.${what}.subject`, values),
      text: translate(language, `messages.space.${what}.text`, values),
      messageId: `space-${id}-${what}-${memberId}`,
      threadId: `space-${id}`,
    })
  }
}
