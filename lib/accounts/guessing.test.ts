import { beforeEach, describe, expect, it } from 'vitest'
import { secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import {
  destroyOldFailures,
  forgiveFailures,
  oneTryAtATime,
  recordFailure,
  secondsToWait,
  type Guess,
} from './guessing'

const guess: Guess = { door: 'web', name: 'maria@springfield.example', address: '203.0.113.7' }
const elsewhere: Guess = { ...guess, address: '198.51.100.1' }

async function fail(times: number, what: Guess = guess): Promise<void> {
  for (let index = 0; index < times; index += 1) await recordFailure(what)
}

/** As if so many seconds had gone by. */
async function letPass(seconds: number): Promise<void> {
  for (const row of await db.signInFailure.findMany()) {
    await db.signInFailure.update({
      where: { id: row.id },
      data: { occurredAt: secondsFrom(row.occurredAt, -seconds) },
    })
  }
}

beforeEach(emptyDatabase)

describe('guessing a password', () => {
  it('is slowed after three failures, longer after each further one, never more than a quarter of an hour', async () => {
    await fail(2)
    expect(await secondsToWait(guess)).toBe(0)
    await fail(1)
    expect(await secondsToWait(guess)).toBe(5)
    await fail(1)
    expect(await secondsToWait(guess)).toBe(10)
    await fail(20)
    expect(await secondsToWait(guess)).toBe(900)
  })

  it('may go on when the wait is over, and starts afresh when the failures are old', async () => {
    await fail(3)
    await letPass(6)
    expect(await secondsToWait(guess)).toBe(0)
    await fail(1)
    expect(await secondsToWait(guess)).toBeGreaterThan(0)
    await letPass(31 * 60)
    expect(await secondsToWait(guess)).toBe(0)
    expect(await destroyOldFailures()).toBe(12)
  })

  it('never keeps out the same person at another address, nor another person at the same one', async () => {
    await fail(20)
    expect(await secondsToWait(elsewhere)).toBe(0)
    expect(await secondsToWait({ ...guess, name: 'jose@springfield.example' })).toBe(0)
    expect(await secondsToWait({ ...guess, door: 'transfer' })).toBe(0)
  })

  it('leaves one try an address while a name is tried from everywhere', async () => {
    for (let index = 0; index < 50; index += 1) await fail(1, { ...guess, address: `192.0.2.${index}` })
    expect(await secondsToWait(elsewhere)).toBe(0)
    await fail(1, elsewhere)
    expect(await secondsToWait(elsewhere)).toBe(300)
  })

  it('is slowed for an address that tries many names', async () => {
    for (let index = 0; index < 60; index += 1) await fail(1, { ...guess, name: `nobody-${index}` })
    expect(await secondsToWait({ ...guess, name: 'somebody-else' })).toBeGreaterThan(0)
    expect(await secondsToWait(elsewhere)).toBe(0)
  })

  it('counts the addresses of one IPv6 network together', async () => {
    await fail(2, { ...guess, address: '2001:db8:1:2::1' })
    await fail(1, { ...guess, address: '2001:db8:1:2:ffff::9' })
    expect(await secondsToWait({ ...guess, address: '2001:db8:1:2::77' })).toBe(5)
  })

  it('is forgiven after the right password, at that address', async () => {
    await fail(5)
    await forgiveFailures(guess)
    expect(await secondsToWait(guess)).toBe(0)
  })

  it('waits no longer than meant after the clock was set back', async () => {
    await fail(3)
    await letPass(-86_400)
    expect(await secondsToWait(guess)).toBe(5)
  })

  it('takes tries for one name and address one after the other, also when one breaks', async () => {
    let busy = 0
    const attempt = async () => {
      busy += 1
      expect(busy).toBe(1)
      await db.signInFailure.count()
      busy -= 1
      return 'done'
    }
    const broken = oneTryAtATime(guess, () => Promise.reject(new Error('database away')))
    const results = Promise.all(Array.from({ length: 5 }, () => oneTryAtATime(guess, attempt)))
    await expect(broken).rejects.toThrow('database away')
    expect(await results).toEqual(Array(5).fill('done'))
  })
})
