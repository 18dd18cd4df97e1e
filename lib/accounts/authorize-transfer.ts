// Who may come in over SFTP and FTPS. The one place both doors ask. Whether the name exists, the answer to the client
// and the time it takes are the same; the reason is for the log and the operator alone.
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { TransferLogin } from '@/lib/generated/prisma/client'
import { forgiveFailures, oneTryAtATime, recordFailure, secondsToWait, type Guess } from './guessing'
import { isInBlocks } from './network-address'
import { hashingIsBusy, isPossiblePassword } from './passwords'
import { isListedKey } from './public-key'
import { findPassword } from './transfer-passwords'
import { readUserName } from './transfer-user-name'

const LAST_USED_EVERY_SECONDS = 60

export type TransferSignIn =
  | { readonly userName: string; readonly method: 'password'; readonly password: string; readonly address: string }
  | {
      readonly userName: string
      readonly method: 'publickey'
      /** As the client names it: ssh-ed25519, rsa-sha2-512… */
      readonly keyAlgorithm: string
      /** The key's bytes as the client sent them. */
      readonly keyData: Buffer
      readonly address: string
      /** The client only asks whether it may use this key; it has proved nothing yet, and no use is noted. */
      readonly probe?: boolean
    }

export type TransferRefusal = 'unknown' | 'wrong-secret' | 'disabled' | 'address' | 'slowed'

export type TransferAuthorization =
  | {
      readonly ok: true
      readonly transferLoginId: string
      readonly accountId: string
      /** It was the old password, which a newer one has replaced; it ends then. */
      readonly passwordEnds?: Date
    }
  | { readonly ok: false; readonly reason: TransferRefusal }

/**
 * Decides one try to sign in. A public key is only looked up: that its owner signed for it, the caller has to verify.
 * @param request.userName in the SFTP or FTPS spelling, whichever the door.
 * @param request.address the client's address.
 */
export async function authorizeTransfer(request: TransferSignIn): Promise<TransferAuthorization> {
  const userName = readUserName(request.userName)
  if (request.method === 'publickey') {
    const login = await loginNamed(userName)
    const listed = isListedKey(login?.publicKeys ?? [], request.keyAlgorithm, request.keyData)
    return admit(login, listed, request.address, request.probe === true)
  }
  // Refused before anything is looked up or computed.
  if (!isPossiblePassword(request.password)) return { ok: false, reason: 'wrong-secret' }
  const guess: Guess = { door: 'transfer', name: userName ?? 'unknown', address: request.address }
  return oneTryAtATime(guess, () => tryPassword(userName, request.password, guess))
}

async function tryPassword(
  userName: string | undefined,
  password: string,
  guess: Guess,
): Promise<TransferAuthorization> {
  if (hashingIsBusy() || (await secondsToWait(guess)) > 0) return { ok: false, reason: 'slowed' }
  const login = await loginNamed(userName)
  const found = await findPassword(password, login)
  if (!found.matches) {
    await recordFailure(guess)
    return admit(login, false, guess.address, false)
  }
  await forgiveFailures(guess)
  const answer = await admit(login, true, guess.address, false)
  return answer.ok && found.until ? { ...answer, passwordEnds: found.until } : answer
}

async function loginNamed(userName: string | undefined): Promise<TransferLogin | null> {
  // A name of another shape is looked up all the same, so that it takes as long.
  return db.transferLogin.findUnique({ where: { sftpUserName: userName ?? '' } })
}

async function admit(
  login: TransferLogin | null,
  proved: boolean,
  address: string,
  probe: boolean,
): Promise<TransferAuthorization> {
  if (!login) return { ok: false, reason: 'unknown' }
  if (!proved) return { ok: false, reason: 'wrong-secret' }
  if (login.disabledAt) return { ok: false, reason: 'disabled' }
  if (!isInBlocks(address, login.allowedAddresses)) return { ok: false, reason: 'address' }
  if (!probe) await noteUse(login.id)
  return { ok: true, transferLoginId: login.id, accountId: login.accountId }
}

async function noteUse(id: string): Promise<void> {
  const moment = now()
  const stale = { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: secondsFrom(moment, -LAST_USED_EVERY_SECONDS) } }] }
  await db.transferLogin.updateMany({ where: { id, ...stale }, data: { lastUsedAt: moment } })
}
