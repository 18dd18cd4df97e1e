import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HandleQuota } from '../sftp/handles'
import { eventually } from '../test-clients'
import { startTestIntake } from '../test-intake'
import { signInTo } from '../test-sftp'
import { defaultLimits } from './limits'
import { UnreadLimit } from './unread-limit'
import { watchUploadFloor } from './upload-floor'

describe('the floor under an upload', () => {
  const limits = { ...defaultLimits, floorBytes: 100, floorSeconds: 10 }
  const quota = new HandleQuota(1)
  const onTooSlow = vi.fn()
  let bytes: UnreadLimit
  let stop: () => void
  const pass = (seconds: number, came: number, waiting = 0) => {
    bytes.received(came)
    bytes.dealtWith(came - waiting)
    vi.advanceTimersByTime(seconds * 1000)
  }

  beforeEach(() => {
    vi.useFakeTimers()
    onTooSlow.mockReset()
    quota.uploads = 1
    bytes = new UnreadLimit({ hold: () => undefined, release: () => undefined }, 1000)
    stop = watchUploadFloor({ limits, quota, bytes, onTooSlow })
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  it('holds for a whole time between two looks, not for what is left of one', () => {
    pass(10, 0)
    expect(onTooSlow).not.toHaveBeenCalled()
    pass(10, 99)
    expect(onTooSlow).toHaveBeenCalledOnce()
  })

  it('lets a client go on that sends enough', () => {
    for (let look = 0; look < 5; look += 1) pass(10, 100)
    expect(onTooSlow).not.toHaveBeenCalled()
  })

  it('asks nothing of a client that has no upload open', () => {
    quota.uploads = 0
    for (let look = 0; look < 5; look += 1) pass(10, 0)
    expect(onTooSlow).not.toHaveBeenCalled()
  })

  it('blames no client for a disk of ours that does not get on', () => {
    pass(10, 50, 50)
    pass(10, 0)
    expect(onTooSlow).not.toHaveBeenCalled()
  })
})

it('a client that holds a file and sends nothing is cut, and what it sent is kept to be continued', async () => {
  const intake = await startTestIntake({ limits: { floorBytes: 1000, floorSeconds: 0.1 } })
  try {
    const { client, sftp } = await signInTo(intake.port)
    client.on('error', () => undefined)
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    const handle = await sftp.open('users.csv', 'w')
    await sftp.write(handle, 0, Buffer.from('id\n1\n'))
    await closed
    await eventually(() => expect(intake.server.connectionCount()).toBe(0))
    const again = await signInTo(intake.port)
    expect((await again.sftp.stat('users.csv')).size).toBeGreaterThan(0)
    again.client.end()
    expect(intake.sink.arrivals).toEqual([])
  } finally {
    await intake.stop()
  }
})
