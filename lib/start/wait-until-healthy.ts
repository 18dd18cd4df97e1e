// Ready means: every part that was started serves.
import { setTimeout } from 'node:timers/promises'
import type { Env } from '@/lib/platform/env'
import type { ProcessName } from './processes'

const PAUSE_MS = 200
const TIMEOUT_MS = 120_000

async function isHealthy(settings: Env): Promise<boolean> {
  try {
    const answer = await fetch(`${settings.webUrl}/api/health`, { signal: AbortSignal.timeout(5_000) })
    return answer.ok
  } catch {
    return false
  }
}

/**
 * Waits for the health page to say that all parts serve. A process started alone is not waited for.
 * @throws Error with one sentence after two minutes.
 */
export async function waitUntilHealthy(settings: Env, wanted: readonly ProcessName[]): Promise<void> {
  if (wanted.length < 3) return
  const deadline = performance.now() + TIMEOUT_MS
  while (!(await isHealthy(settings))) {
    if (performance.now() > deadline) {
      throw new Error(
        `Rollcall did not become ready within two minutes: ${settings.webUrl}/api/health says which part is missing.`,
      )
    }
    await setTimeout(PAUSE_MS)
  }
}
