// The files in the outbox of a transfer login: written by the worker, fetched over SFTP, FTPS and HTTP, and destroyed when
// their days are over. What is asked by name or id is always asked together with the login or account that asks.
import type { OutboxFile as Row } from '@/lib/generated/prisma/client'
import { now } from '@/lib/platform/clock'
import { db, inTransaction, type Tx } from '@/lib/platform/db'
import { destroyStored } from '@/lib/platform/files'
import { freeName } from './outbox-name'

/** Files of one login that are listed. Older ones are there and can be fetched by their names. */
const LISTED_MAX = 1000

export type OutboxFile = Omit<Row, 'results'>

const withoutResults = { results: true } as const
const isThere = { storageKey: { not: null } }

/** The files that lie in the outbox of a login, the newest first. */
export function outboxOfLogin(transferLoginId: string): Promise<OutboxFile[]> {
  return db.outboxFile.findMany({
    where: { transferLoginId, ...isThere },
    orderBy: { id: 'desc' },
    omit: withoutResults,
    take: LISTED_MAX,
  })
}

/** The file of that name, if it lies in the outbox of this login. */
export function outboxFileNamed(transferLoginId: string, name: string): Promise<OutboxFile | null> {
  return db.outboxFile.findFirst({ where: { transferLoginId, name, ...isThere }, omit: withoutResults })
}

/** The file of that id, if it belongs to the account; its bytes may be gone. */
export function outboxFileById(accountId: string, id: string): Promise<OutboxFile | null> {
  return db.outboxFile.findFirst({ where: { id, accountId }, omit: withoutResults })
}

/** The replies to a delivery, the newest first; those still to be written and those destroyed, too. */
export function repliesTo(accountId: string, deliveryId: string): Promise<OutboxFile[]> {
  return db.outboxFile.findMany({ where: { accountId, deliveryId }, orderBy: { id: 'desc' }, omit: withoutResults })
}

/** Notes that a file was read to its end. The first time counts. */
export async function noteFetched(id: string): Promise<void> {
  await db.outboxFile.updateMany({ where: { id, fetchedAt: null }, data: { fetchedAt: now() } })
}

/**
 * Takes a reply out of the outbox because its sender has removed it: it counts as fetched, and its bytes are destroyed.
 * What goes back to a system stays for whoever fetches it next.
 */
export async function removeReply(
  transferLoginId: string,
  name: string,
): Promise<{ ok: true } | { ok: false; reason: 'no-such-file' | 'not-a-reply' }> {
  const file = await outboxFileNamed(transferLoginId, name)
  if (!file) return { ok: false, reason: 'no-such-file' }
  if (file.kind !== 'reply') return { ok: false, reason: 'not-a-reply' }
  const at = now()
  await db.outboxFile.update({ where: { id: file.id }, data: { removedAt: at, fetchedAt: file.fetchedAt ?? at } })
  await destroyBytes(file.id)
  return { ok: true }
}

type Written = { readonly storageKey: string; readonly size: number }

/**
 * Puts a written file into the outbox, under its name or, if a file of that name lies there, one beside it.
 * @returns false if it was put there before.
 */
export async function putInOutbox(tx: Tx, id: string, { storageKey, size }: Written): Promise<boolean> {
  const file = await tx.outboxFile.findUniqueOrThrow({ where: { id } })
  // Of two writers at once, the second sees which name the first has taken.
  await tx.$queryRaw`select from transfer_logins where id = ${file.transferLoginId}::uuid for no key update`
  const there = await tx.outboxFile.findMany({
    where: { transferLoginId: file.transferLoginId, ...isThere },
    select: { name: true },
  })
  const names = new Set(there.map(({ name }) => name))
  const name = freeName(file.name, (one) => names.has(one))
  const { count } = await tx.outboxFile.updateMany({
    where: { id, readyAt: null },
    data: { storageKey, size, name, results: null, readyAt: now() },
  })
  return count === 1
}

/** Destroys the bytes of a file; the record of it stays. The bytes go first, so that none is left that nobody knows of. */
export async function destroyBytes(id: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [file] = await tx.$queryRaw<{ storage_key: string }[]>`
      select storage_key from outbox_files where id = ${id}::uuid and storage_key is not null for update`
    if (!file) return false
    await destroyStored(file.storage_key)
    await tx.outboxFile.update({ where: { id }, data: { storageKey: null } })
    return true
  })
}
