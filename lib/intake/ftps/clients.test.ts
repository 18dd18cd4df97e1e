// Real clients against the real server: what each of them can do, printed as a table.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ftpsLogin, RawClient, startTestFtps, type TestFtps } from '../test-ftps'
import { ftpsClients, type FtpsClient, type Kind } from '../test-ftps-clients'

let ftps: TestFtps
let folder: string
const table: Record<string, Record<string, string>> = {}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-ftps-client-'))
})
afterEach(() => ftps.stop())
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  console.table(table)
})

function newFile(content: Buffer): Buffer {
  writeFileSync(path.join(folder, 'users.csv'), content)
  return content
}

/** Leaves the first part of a file behind, as a client whose network went away. */
async function leavePart(content: Buffer, bytes: number): Promise<void> {
  const client = await RawClient.signedIn(ftps.server.explicitPort)
  const socket = await client.openData()
  await client.say('STOR users.csv')
  const secure = tls.connect({ socket, rejectUnauthorized: false })
  secure.on('error', () => undefined)
  secure.write(content.subarray(0, bytes), () => socket.resetAndDestroy())
  expect(await client.reply()).toMatch(/^426 /)
  client.close()
}

const cases = ftpsClients.flatMap((client) => client.kinds.map((kind) => [client.name, kind, client] as const))

describe.each<readonly [string, Kind, FtpsClient]>(cases)('%s, %s', (name, kind, client) => {
  const row = `${name} ${kind}`
  const place = () => ({ ftps, kind, folder })
  const operation = (what: string, sentence: string, work: () => Promise<void>) =>
    it(sentence, async (context) => {
      table[row] ??= {}
      table[row][what] = client.missing ?? 'failed'
      ftps = await startTestFtps()
      if (client.missing) return context.skip(client.missing)
      await work()
      table[row][what] = what === 'empty' && client.failsOnEmptyFiles ? 'refused by the client' : 'passed'
    })

  operation('put', 'delivers what it puts, again the second night, and exits cleanly', async () => {
    const nights = [newFile(randomBytes(300_000))]
    await client.put(place(), 'users.csv')
    nights.push(newFile(Buffer.from('id,name\n1,Ada\n')))
    await client.put(place(), 'users.csv')
    expect(ftps.sink.arrivals.map(({ bytes }, index) => bytes.equals(nights[index] ?? Buffer.alloc(0)))).toEqual([
      true,
      true,
    ])
  })

  operation('empty', 'delivers a file without a byte, or says that it could not', async () => {
    newFile(Buffer.alloc(0))
    if (client.failsOnEmptyFiles) {
      // Whichever it sees first: its own end of the data connection, or our answer to it.
      await expect(client.put(place(), 'users.csv')).rejects.toThrow(/before secure TLS|^426 /)
      return expect(ftps.sink.arrivals).toEqual([])
    }
    await client.put(place(), 'users.csv')
    expect(ftps.sink.arrivals.map(({ fileName, size }) => [fileName, size])).toEqual([['users.csv', 0]])
  })

  operation('rename', 'puts under a temporary name and renames, two nights in a row', async () => {
    newFile(Buffer.from('id\n1\n'))
    await client.putThenRename(place(), 'users.csv')
    await client.putThenRename(place(), 'users.csv')
    expect(ftps.sink.names()).toEqual(['users.csv', 'users.csv'])
  })

  operation('resume', 'goes on with an upload that was cut, and the file is whole', async () => {
    const content = newFile(randomBytes(1_000_000))
    await leavePart(content, 400_000)
    await client.resume(place(), 'users.csv')
    expect(ftps.sink.arrivals.map(({ bytes }) => bytes.equals(content))).toEqual([true])
  })

  operation('list', 'sees an empty inbox as empty, and what was delivered by its name', async () => {
    // The outbox stands beside the files of whoever asks for more than names.
    const listed = async () => (await client.list(place())).filter((name) => !/^outbox\/?$/.test(name))
    expect(await listed()).toEqual([])
    newFile(Buffer.from('id\n1\n'))
    await client.put(place(), 'users.csv')
    expect(await listed()).toEqual(['users.csv'])
  })

  operation('refusal', 'understands that a password is wrong, and that a file was not stored', async () => {
    newFile(Buffer.from('id\n1\n'))
    await expect(client.signInWrongly(place())).rejects.toThrow()
    ftps.sink.answerWith(() => 422)
    await expect(client.put(place(), 'users.csv')).rejects.toThrow()
  })
})

describe('curl', () => {
  const curlIsMissing = ftpsClients.find(({ name }) => name === 'curl')?.missing !== undefined

  /** curl sending so slowly that it can be stopped in the middle. */
  const slowly = (...args: string[]) => {
    const login = ['--user', `${ftpsLogin.userName}:${ftpsLogin.password}`, '--insecure', '--silent']
    const url = `ftps://127.0.0.1:${ftps.server.implicitPort}/`
    return spawn('curl', [...login, '--limit-rate', '500k', ...args, '-T', 'users.csv', url], { cwd: folder })
  }
  const sizeSeen = async (watcher: RawClient) =>
    Number((await watcher.say('SIZE users.csv')).replace(/^213 |^550.*/, ''))

  it.skipIf(curlIsMissing).each([
    // The kernel closes its connections: no announced end.
    ['that is killed', [], true],
    // It gives up by itself, and ends its data connection as politely as if the file were whole.
    ['that runs out of its time', ['--max-time', '1'], false],
  ])('%s in the middle of an upload delivers nothing, and leaves it to be resumed', async (_, args, isKilled) => {
    ftps = await startTestFtps({ limits: { proofSeconds: 2, proofAtLineEndSeconds: 2 } })
    newFile(Buffer.from('id,given,family\n'.repeat(200_000)))
    const watcher = await RawClient.signedIn(ftps.server.explicitPort)
    const child = slowly(...args)
    const ended = new Promise((resolve) => child.once('close', resolve))
    await vi.waitFor(async () => expect(await sizeSeen(watcher)).toBeGreaterThan(100_000), { timeout: 10_000 })
    if (isKilled) child.kill('SIGKILL')
    await ended
    await vi.waitFor(() => expect(ftps.server.connectionCount()).toBe(1), { timeout: 10_000 })
    expect(await sizeSeen(watcher)).toBeGreaterThan(100_000)
    expect(ftps.sink.arrivals).toEqual([])
    watcher.close()
  })
})
