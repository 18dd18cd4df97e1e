// Making, changing and removing sources. Another server has to be confirmed anew; a secret goes with it only to whom a
// person sends it, so another host needs it again.
import { randomUUID } from 'node:crypto'
import { isId } from '@/lib/accounts/is-id'
import { now } from '@/lib/platform/clock'
import { db, inTransaction, Prisma, type Tx } from '@/lib/platform/db'
import { nextByClock } from './next-turn'
import { scheduleSchema } from './schedule'
import { makeKeyPair, readPrivateKey, sealSecret, type PrivateKeyProblem } from './secret'
import { readIdentity } from './server-identity'
import { pullSourceById, restsBecause, type PullSource } from './source'
import { portOf, type SecretInput, type SourceChanges, type SourceInput } from './source-input'

const SOURCES_MAX = 50

export type SourceProblem =
  | { ok: false; reason: 'too-many' | 'no-login' | 'secret-again' | 'key-over-ftps' | 'move-folder' }
  | { ok: false; reason: 'private-key'; problem: PrivateKeyProblem }
  /** No template of the login has this name. */
  | { ok: false; reason: 'file-name'; index: number }

export type SavedSource = { ok: true; source: PullSource } | SourceProblem

/** Makes a source. It rests until a person has confirmed its server's key, where that has one. */
export async function createPullSource(accountId: string, input: SourceInput): Promise<SavedSource> {
  const id = randomUUID()
  const secret = readSecret(input.signIn, id, input.name)
  if (!secret.ok) return secret
  const { signIn: _, transferLogin, protocol, port = portOf[protocol], ...rest } = input
  const problem = await problemOf(accountId, { ...input, kind: input.signIn.kind })
  if (problem) return problem
  if ((await db.pullSource.count({ where: { accountId } })) >= SOURCES_MAX) return { ok: false, reason: 'too-many' }
  const data = { ...rest, ...secret.data, port, protocol: stored(protocol), transferLoginId: transferLogin }
  await inTransaction(async (tx) => {
    await tx.pullSource.create({ data: { ...data, id, accountId, moveFolder: movesTo(input) } })
    await setNextTurn(tx, id)
  })
  return saved(accountId, id)
}

/** Changes a source; null where the account has none of that id. */
export async function updatePullSource(
  accountId: string,
  id: string,
  { signIn, transferLogin, protocol, paused, ...changes }: SourceChanges,
): Promise<SavedSource | null> {
  const before = await pullSourceById(accountId, id)
  if (!before) return null
  const after = {
    ...before,
    ...changes,
    protocol: protocol ?? shownProtocol(before.protocol),
    transferLogin: transferLogin ?? before.transferLoginId,
  }
  const isElsewhere =
    after.host !== before.host || after.port !== before.port || stored(after.protocol) !== before.protocol
  // A password in our hands must not be sent to whichever host somebody types in.
  if (isElsewhere && !signIn && before.signIn === 'password') return { ok: false, reason: 'secret-again' }
  const secret = signIn ? readSecret(signIn, id, after.name) : undefined
  if (secret?.ok === false) return secret
  // A source is paused also when what it was made for is not there any more.
  const isPauseAlone = !signIn && !transferLogin && !protocol && Object.keys(changes).length === 0
  const kind = secret?.data.signIn ?? before.signIn
  const problem = isPauseAlone ? undefined : await problemOf(accountId, { ...after, kind })
  if (problem) return problem
  await inTransaction(async (tx) => {
    const data = {
      ...changes,
      ...(secret?.data ?? {}),
      ...{ protocol: stored(after.protocol), transferLoginId: after.transferLogin, moveFolder: movesTo(after) },
      ...(isElsewhere ? { pin: Prisma.DbNull } : {}),
      ...(paused === undefined ? {} : { pausedAt: paused ? (before.pausedAt ?? now()) : null }),
      failures: 0,
    }
    await tx.pullSource.update({ where: { id }, data })
    await setNextTurn(tx, id)
  })
  return saved(accountId, id)
}

/** Forgets a source with its secret and its turns; deliveries stay. False where the account has none of that id. */
export async function deletePullSource(accountId: string, id: string): Promise<boolean> {
  if (!isId(accountId) || !isId(id)) return false
  return (await db.pullSource.deleteMany({ where: { id, accountId } })).count > 0
}

/**
 * Takes the key or certificate that a person has compared for the server's own.
 * @param sha256 the fingerprint they saw; null forgets the confirmed one.
 * @returns null where the account has no such source, or no server has shown this fingerprint to it.
 */
export async function confirmServer(accountId: string, id: string, sha256: string | null): Promise<PullSource | null> {
  const source = await pullSourceById(accountId, id)
  if (!source) return null
  const turns = await db.pullTurn.findMany({
    where: { sourceId: id, queuedAt: { gte: source.createdAt }, found: { not: Prisma.DbNull } },
    orderBy: { id: 'desc' },
    take: 10,
  })
  const shown = turns.map(({ found }) => readIdentity(found)).find((identity) => identity?.sha256 === sha256)
  const kind = source.protocol === 'sftp' ? 'host-key' : 'certificate'
  if (sha256 !== null && shown?.kind !== kind) return null
  await inTransaction(async (tx) => {
    await tx.pullSource.update({ where: { id }, data: { pin: shown && sha256 !== null ? shown : Prisma.DbNull } })
    await setNextTurn(tx, id)
  })
  return pullSourceById(accountId, id)
}

async function saved(accountId: string, id: string): Promise<SavedSource> {
  const source = await pullSourceById(accountId, id)
  if (!source) throw new Error('a pull source that was just saved is gone')
  return { ok: true, source }
}

const stored = (protocol: SourceInput['protocol']): PullSource['protocol'] =>
  protocol === 'ftps-implicit' ? 'ftpsImplicit' : protocol

/** As people and programs write it. */
export function shownProtocol(protocol: PullSource['protocol']): SourceInput['protocol'] {
  return protocol === 'ftpsImplicit' ? 'ftps-implicit' : protocol
}

const movesTo = ({ after, moveFolder }: { after: string; moveFolder: string | null }) =>
  after === 'move' ? moveFolder : null

function readSecret(input: SecretInput, id: string, name: string) {
  const comment = `rollcall-${name.replace(/[^\w-]+/g, '-').slice(0, 40)}`
  if (input.kind === 'password') {
    const sealedSecret = sealSecret({ password: input.password }, id)
    return { ok: true, data: { signIn: 'password', sealedSecret, publicKey: null } } as const
  }
  const pair =
    input.kind === 'made-key'
      ? { ok: true as const, ...makeKeyPair(comment) }
      : readPrivateKey(input.privateKey, input.passphrase, comment)
  if (!pair.ok) return { ok: false, reason: 'private-key', problem: pair.reason } as const
  return {
    ok: true,
    data: { signIn: 'key', sealedSecret: sealSecret(pair.secret, id), publicKey: pair.publicKey },
  } as const
}

type Checked = Pick<SourceInput, 'protocol' | 'transferLogin' | 'after' | 'moveFolder' | 'fileNames'> & { kind: string }

async function problemOf(accountId: string, source: Checked): Promise<SourceProblem | undefined> {
  const { protocol, kind, after, moveFolder, fileNames, transferLogin } = source
  if (protocol !== 'sftp' && kind !== 'password') return { ok: false, reason: 'key-over-ftps' }
  if (after === 'move' && !moveFolder) return { ok: false, reason: 'move-folder' }
  const login = await db.transferLogin.findFirst({ where: { id: transferLogin, accountId }, select: { id: true } })
  if (!login) return { ok: false, reason: 'no-login' }
  const where = { transferLoginId: transferLogin, deletedAt: null, fileName: { in: [...fileNames] } }
  const templates = await db.template.findMany({ where, select: { fileName: true } })
  const unknown = fileNames.findIndex((name) => !templates.some(({ fileName }) => fileName === name))
  return unknown < 0 ? undefined : { ok: false, reason: 'file-name', index: unknown }
}

/** By the clock from now on, or not at all while it rests. */
async function setNextTurn(tx: Tx, id: string): Promise<void> {
  const source = await tx.pullSource.findUniqueOrThrow({
    where: { id },
    include: { account: { select: { timeZone: true } } },
  })
  const rhythm = { schedule: scheduleSchema.parse(source.schedule), timeZone: source.account.timeZone }
  const nextTurnAt = restsBecause(source) ? null : nextByClock(rhythm, now())
  await tx.pullSource.update({ where: { id }, data: { nextTurnAt } })
}
