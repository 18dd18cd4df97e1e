// What happens to a finished upload while the web process is away, slow, or does not want it.
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from './test-clients'
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

describe('when the web process is away', () => {
  it('the client is told that nothing was stored, and the kept file is delivered once when it is back', async () => {
    await start()
    const { client, sftp } = await signIn()
    intake.sink.answerWith(() => 500)
    await expect(sftp.put('users.csv', Buffer.from('kept'))).rejects.toThrow(/send it again/)
    await expect(sftp.stat('users.csv')).rejects.toThrow(/No such file/)
    intake.sink.answerWith(() => 202)
    intake.inboxes.resend()
    await eventually(() => expect(intake.sink.names()).toEqual(['users.csv']))
    await eventually(async () => expect((await sftp.stat('users.csv')).size).toBe(4))
    // The client does as it was told; nothing is delivered twice.
    await sftp.put('users.csv', Buffer.from('kept'))
    expect(intake.sink.names()).toEqual(['users.csv'])
    // The next night's file is a delivery of its own again, even with the same bytes.
    await sftp.put('users.csv', Buffer.from('kept'))
    client.end()
    expect(intake.sink.names()).toEqual(['users.csv', 'users.csv'])
  })

  it('an older version that was kept goes over before a newer one', async () => {
    await start()
    const { client, sftp } = await signIn()
    intake.sink.answerWith(() => 503)
    await expect(sftp.put('users.csv', Buffer.from('older'))).rejects.toThrow(/send it again/)
    intake.sink.answerWith(() => 202)
    await sftp.put('users.csv', Buffer.from('newer'))
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['older', 'newer'])
  })

  it('kept files outlive a restart', async () => {
    const { folder, transferLoginId } = await start()
    const { client, sftp } = await signIn()
    intake.sink.answerWith(() => 500)
    await expect(sftp.put('users.csv', Buffer.from('kept'))).rejects.toThrow(/send it again/)
    client.end()
    await intake.stop()
    await start({ folder, transferLoginId })
    await eventually(() => expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['kept']))
    await eventually(() => expect(intake.inboxes.waitingCount).toBe(0))
  })

  it('the answer that got lost makes no second delivery', async () => {
    await start({ tryForSeconds: 5 })
    const { client, sftp } = await signIn()
    intake.sink.loseNextAnswer()
    await sftp.put('users.csv', Buffer.from('once'))
    client.end()
    expect(intake.sink.statuses).toEqual([202, 200])
    expect(intake.sink.names()).toEqual(['users.csv'])
  })

  it('a refusal for good is told as such and not repeated', async () => {
    await start()
    const { client, sftp } = await signIn()
    intake.sink.answerWith(() => 422)
    await expect(sftp.put('users.csv', Buffer.from('x'))).rejects.toThrow(/refused/)
    client.end()
    expect(intake.inboxes.waitingCount).toBe(0)
  })
})
