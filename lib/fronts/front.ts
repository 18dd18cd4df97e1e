// Programs of others that take files in for us (SFTPGo, a script of a cloud service), and the secret each of them has:
// 256 random bits, shown once. SFTPGo sends it as it is, and SHA-256 of it is kept; a front that signs (Standard Webhooks)
// proves it without sending it, so that one is kept sealed. Both count from the addresses that were named, and from no other.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { isId } from '@/lib/accounts/is-id'
import { isAddressBlock, isInBlocks } from '@/lib/accounts/network-address'
import type { Front as Row, FrontKind } from '@/lib/generated/prisma/client'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { openText, sealText } from '@/lib/platform/sealed-text'

const FRONTS_MAX = 50
const REMOVE_AFTER_HOURS_MAX = 8760
const NAME_LENGTH_MAX = 100
const FOLDER_LENGTH_MAX = 1000
const ADDRESS_BLOCKS_MAX = 50
const SECRET_BYTES = 32
const PREFIX_LENGTH = 11
const LAST_USED_EVERY_SECONDS = 60

/** A front without its secret. */
export type Front = Omit<Row, 'secretHash' | 'sealedSecret'>

export type NewFront = {
  readonly name: string
  readonly kind: FrontKind
  /** Addresses and CIDR blocks its requests may come from; at least one. */
  readonly allowedAddresses: readonly string[]
  /** The folder of files as the front's own machine names it, absolute; left out, as ours does. */
  readonly filesFolder?: string
  /** Undefined: its copies stay. */
  readonly removeAfterHours?: number
}

export type FrontProblem = 'name' | 'addresses' | 'folder' | 'no-folder' | 'hours' | 'too-many'

const withoutSecret = { secretHash: true, sealedSecret: true } as const
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Makes a front. @returns its secret, this once. */
export async function createFront(
  input: NewFront,
): Promise<{ ok: true; front: Front; secret: string } | { ok: false; reason: FrontProblem }> {
  const read = readInput(input)
  if (typeof read === 'string') return { ok: false, reason: read }
  if ((await db.front.count({ where: { revokedAt: null } })) >= FRONTS_MAX) return { ok: false, reason: 'too-many' }
  const id = crypto.randomUUID()
  const random = randomBytes(SECRET_BYTES)
  const isBearer = input.kind === 'sftpgo'
  const secret = isBearer ? `rf_${random.toString('base64url')}` : `whsec_${random.toString('base64')}`
  const kept = isBearer ? { secretHash: hashOf(secret) } : { sealedSecret: sealText(secret, id) }
  const data = { id, ...read, kind: input.kind, prefix: secret.slice(0, PREFIX_LENGTH), ...kept }
  return { ok: true, front: await db.front.create({ data, omit: withoutSecret }), secret }
}

function readInput(
  input: NewFront,
): FrontProblem | Pick<Row, 'name' | 'allowedAddresses' | 'filesFolder' | 'removeAfterHours'> {
  const name = input.name.replace(/\p{Cc}/gu, ' ').trim()
  if (name.length === 0 || name.length > NAME_LENGTH_MAX) return 'name'
  const allowedAddresses = input.allowedAddresses.map((text) => text.trim()).filter((text) => text !== '')
  const isListed = allowedAddresses.length > 0 && allowedAddresses.length <= ADDRESS_BLOCKS_MAX
  if (!isListed || !allowedAddresses.every(isAddressBlock)) return 'addresses'
  const { foreignFilesDir } = env()
  if (foreignFilesDir === undefined) return 'no-folder'
  const filesFolder = path.posix.normalize(input.filesFolder?.trim() || foreignFilesDir).replace(/(?<=.)\/$/, '')
  if (!filesFolder.startsWith('/') || filesFolder.length > FOLDER_LENGTH_MAX || /\p{Cc}/u.test(filesFolder))
    return 'folder'
  const removeAfterHours = input.removeAfterHours ?? null
  const isHours = removeAfterHours === null || (Number.isInteger(removeAfterHours) && removeAfterHours >= 0)
  if (!isHours || (removeAfterHours ?? 0) > REMOVE_AFTER_HOURS_MAX) return 'hours'
  return { name, allowedAddresses, filesFolder, removeAfterHours }
}

/** Every front, the newest first, revoked ones included. */
export function listFronts(): Promise<Front[]> {
  return db.front.findMany({ orderBy: { createdAt: 'desc' }, omit: withoutSecret })
}

/** Ends a front at once. False where there is no such front in use. */
export async function revokeFront(id: string): Promise<boolean> {
  if (!isId(id)) return false
  const { count } = await db.front.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } })
  return count > 0
}

/** The front that calls with a bearer secret from an address, or null. Found by hash: the time says nothing of the secret. */
export async function frontWithSecret(secret: string, address: string): Promise<Front | null> {
  const ofVariable = frontOfVariable(secret)
  if (ofVariable) return isInBlocks(address, ofVariable.allowedAddresses) ? ofVariable : null
  if (!/^rf_[A-Za-z0-9_-]{43}$/.test(secret)) return null
  const front = await db.front.findUnique({ where: { secretHash: hashOf(secret) }, omit: withoutSecret })
  return admit(front, address)
}

/**
 * The front that signed a request, with what it signed, or null. The time it was signed at is five minutes old at most.
 * @param id as the address of the request names it.
 */
export async function frontThatSigned(
  id: string,
  { text, headers, address }: { text: string; headers: Record<string, string>; address: string },
): Promise<{ front: Front; body: unknown } | null> {
  const row = isId(id) ? await db.front.findFirst({ where: { id, kind: 'signed' } }) : null
  if (!row?.sealedSecret) return null
  const { secretHash: _, sealedSecret, ...front } = row
  let body: unknown
  try {
    body = new Webhook(openText(sealedSecret, id)).verify(text, headers)
  } catch {
    return null
  }
  return (await admit(front, address)) ? { front, body } : null
}

async function admit(front: Front | null, address: string): Promise<Front | null> {
  if (!front || front.revokedAt || !isInBlocks(address, front.allowedAddresses)) return null
  const moment = now()
  if (!front.lastUsedAt || front.lastUsedAt < secondsFrom(moment, -LAST_USED_EVERY_SECONDS)) {
    await db.front.updateMany({ where: { id: front.id }, data: { lastUsedAt: moment } })
  }
  return front
}

/** The front that FOREIGN_FRONT_SECRET makes, for installations that are set up without a browser. */
function frontOfVariable(secret: string): Front | undefined {
  const { foreignFront, foreignFilesDir } = env()
  if (!foreignFront || foreignFilesDir === undefined) return undefined
  const [given, kept] = [secret, foreignFront.secret].map((text) => createHash('sha256').update(text).digest())
  if (!given || !kept || !timingSafeEqual(given, kept)) return undefined
  const { allowedAddresses, filesFolder, removeAfterHours } = foreignFront
  return {
    ...{ id: 'environment', name: 'FOREIGN_FRONT_SECRET', kind: 'sftpgo', prefix: '' },
    ...{ allowedAddresses: [...allowedAddresses], removeAfterHours: removeAfterHours ?? null },
    filesFolder: filesFolder ?? foreignFilesDir,
    ...{ createdAt: now(), lastUsedAt: null, revokedAt: null },
  }
}
