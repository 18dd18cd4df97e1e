// What a client sees of a restart.
import { afterEach, describe, expect, it } from 'vitest'
import { connectClient } from './test-clients'
import { startTestIntake, type TestIntake, type TestIntakeOptions } from './test-intake'
import { signInTo } from './test-sftp'

let intake: TestIntake
const started: TestIntake[] = []

async function start(options: TestIntakeOptions = {}): Promise<TestIntake> {
  intake = await startTestIntake(options)
  started.push(intake)
  return intake
}
const signIn = () => signInTo(intake.port)

afterEach(async () => {
  for (const each of started.splice(0)) await each.stop()
})

describe('stopping', () => {
  it('lets an open upload end, refuses a new one, and then ends the connection', async () => {
    await start()
    const { client, sftp } = await signIn()
    const idle = await signIn()
    const handle = await sftp.open('users.csv', 'w')
    await sftp.write(handle, 0, Buffer.from('in time'))
    const stopped = intake.server.stop(20)
    await new Promise<void>((resolve) => idle.client.once('close', () => resolve()))
    await expect(sftp.open('late.csv', 'w')).rejects.toThrow(/restarting/)
    await expect(connectClient(intake.port)).rejects.toThrow()
    await sftp.close(handle)
    await stopped
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['in time'])
  })

  it('keeps what was not finished in time, to be resumed', async () => {
    const { folder, transferLoginId } = await start()
    const { sftp } = await signIn()
    const handle = await sftp.open('users.csv', 'w')
    await sftp.write(handle, 0, Buffer.alloc(1000))
    await intake.stop()
    await start({ folder, transferLoginId })
    expect(await (await signIn()).sftp.stat('users.csv')).toMatchObject({ size: 999 })
    expect(intake.sink.arrivals).toEqual([])
  })
})
