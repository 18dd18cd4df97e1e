// The end of the server: what is under way may finish, nothing new begins, and what was not finished can be resumed.
import tls from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RawClient, startTestFtps, type TestFtps } from '../test-ftps'

let ftps: TestFtps
afterEach(() => ftps.stop())

/** A client in the middle of an upload. */
async function uploading(name: string) {
  const client = await RawClient.signedIn(ftps.server.explicitPort)
  const socket = await client.openData()
  await client.say(`STOR ${name}`)
  const secure = tls.connect({ socket, rejectUnauthorized: false })
  secure.on('error', () => undefined)
  secure.write('a,b\n')
  return { client, secure }
}

describe('stopping', () => {
  it('lets an open upload end, ends whoever does nothing, and takes nobody new', async () => {
    ftps = await startTestFtps()
    const { client, secure } = await uploading('users.csv')
    const idle = await RawClient.signedIn(ftps.server.explicitPort)
    const stopped = ftps.server.stop(20)
    expect(await idle.reply()).toMatch(/^421 /)
    await idle.closed
    const late = await RawClient.connect(ftps.server.explicitPort)
    await late.closed
    secure.end('1,2\n')
    expect(await client.reply()).toMatch(/^226 /)
    expect(await client.reply()).toMatch(/^421 /)
    await stopped
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['a,b\n1,2\n'])
  })

  it('cuts what was not finished in time, delivers nothing of it, and keeps it', async () => {
    ftps = await startTestFtps()
    const { client } = await uploading('users.csv')
    const { files, release } = await ftps.inboxes.openFiles({
      ...{ transferLoginId: ftps.transferLoginId, userName: 'x', via: 'ftps', clientAddress: 'x' },
    })
    await vi.waitFor(async () => expect(await files.stat('users.csv')).toMatchObject({ file: { size: 4 } }))
    await ftps.server.stop(0)
    expect(await client.reply()).toBe('closed')
    expect(await files.stat('users.csv')).toMatchObject({ file: { size: 3 } })
    release()
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('of one login cuts its connections and nobody else’s', async () => {
    ftps = await startTestFtps()
    const client = await RawClient.signedIn(ftps.server.explicitPort)
    const stranger = await RawClient.connect(ftps.server.explicitPort)
    expect(ftps.server.signedIn()).toEqual([ftps.transferLoginId])
    ftps.server.cut([ftps.transferLoginId])
    await client.closed
    expect(await stranger.say('NOOP')).toMatch(/^200 /)
    stranger.close()
  })
})
