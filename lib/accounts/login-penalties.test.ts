import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { now } from '@/lib/platform/clock'
import { emptyDatabase } from '@/lib/platform/test-database'
import { recordFailure } from './guessing'
import { liftPenaltyOfLogin, penaltiesOfLogin } from './login-penalties'
import { anAccount } from './test-accounts'
import { createTransferLogin } from './transfer-logins'
import { storeSessions } from './transfer-sessions'

const ENOUGH_FAILURES = 62

let accountId: string
let loginId: string
beforeEach(async () => {
  await emptyDatabase()
  accountId = (await anAccount()).id
  const made = await createTransferLogin({ accountId, name: 'sis', allowedAddresses: ['0.0.0.0/0'] })
  if (!made.ok) throw new Error(made.reason)
  loginId = made.login.id
})

async function failuresFrom(address: string): Promise<void> {
  // Names of other people: only the address stands against anybody.
  for (let count = 0; count < ENOUGH_FAILURES; count++)
    await recordFailure({ door: 'transfer', name: 'other', address })
}

/** A session of the login in which nobody got in. */
const triedFrom = (address: string) =>
  storeSessions([
    {
      ...{ id: randomUUID(), transferLoginId: loginId, via: 'sftp', address, client: null, security: {}, method: null },
      ...{ startedAt: now(), endedAt: now(), ending: 'left', events: [], omitted: 0 },
    },
  ])

it('an address that is allowed counts as the login’s own only where the login was tried from', async () => {
  await failuresFrom('198.51.100.7')
  expect(await penaltiesOfLogin(accountId, loginId)).toEqual([])
  const penalty = { against: 'address', client: '198.51.100.7' } as const
  expect(await liftPenaltyOfLogin(accountId, loginId, penalty)).toBe(false)
  await triedFrom('198.51.100.7')
  expect(await penaltiesOfLogin(accountId, loginId)).toMatchObject([penalty])
  expect(await liftPenaltyOfLogin(accountId, loginId, penalty)).toBe(true)
})
