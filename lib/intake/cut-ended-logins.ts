// A login that is switched off is off at once: its open sessions are cut within seconds, not at their next sign-in.
import { endedTransferLogins } from '@/lib/accounts/transfer-logins'
import { log } from '@/lib/platform/log'
import type { Door } from './visitors/connections'

const LOOK_EVERY_MS = 3000

/** Looks every few seconds whether a signed-in login has ended. @returns what stops it. */
export function cutEndedLogins(server: Pick<Door, 'signedIn' | 'cut'>): () => void {
  let isLooking = false
  const look = async (): Promise<void> => {
    const signedIn = server.signedIn()
    if (isLooking || signedIn.length === 0) return
    isLooking = true
    try {
      server.cut(await endedTransferLogins(signedIn))
    } catch (error) {
      log.warn({ err: error }, 'signed-in logins could not be checked')
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return () => clearInterval(timer)
}
