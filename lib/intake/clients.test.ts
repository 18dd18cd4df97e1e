// Real clients against the real doors: every client does every operation, and what comes of it is printed as a table. Every
// cell is asserted: ✓ it works, a number stands for what the client says, – it has no such thing.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allClients } from './clients/all-clients'
import { ClientFailed, type TestClient } from './clients/test-client'
import { type Operation, operations } from './clients/operations'
import { startTestDoors, type TestDoors } from './clients/test-doors'

const SAID_LENGTH_MAX = 160

let doors: TestDoors
const table: Record<string, Record<string, string>> = {}
const notes: string[] = []

beforeAll(async () => {
  doors = await startTestDoors()
})
beforeEach(() => doors.refresh())
afterAll(async () => {
  await doors.stop()
  console.log(printed())
})

describe.each(allClients.map((client) => [client.name, client] as const))('%s', (name, client) => {
  it.for(operations)('$name', async (operation, { skip }) => {
    const row = (table[name] ??= {})
    row[operation.name] = client.missing ? 'skipped' : 'FAILED'
    if (client.missing) return skip(client.missing)
    row[operation.name] = await cell(client, operation)
  })
})

async function cell(client: TestClient, operation: Operation): Promise<string> {
  const work = operation.work({ client, place: doors.place(client), doors })
  if (!work) return '–'
  const trouble = client.knownTrouble?.[operation.name]
  if (trouble) return noted(trouble)
  const wanted = client.says?.[operation.name]
  if (!operation.isRefused && !wanted) {
    await work()
    return '✓'
  }
  const said = await work().then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ClientFailed) return error.message
      throw error
    },
  )
  // What the client is to be told it must have heard: it fails, and says why in its way.
  expect(said, 'the client thinks that it worked').toBeDefined()
  expect(said).toMatch(wanted ?? /\S/)
  if (operation.isRefused && operation.name !== 'get what was sent') expect(doors.sink.arrivals).toEqual([])
  return noted(said ?? '')
}

function noted(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const note = (lines.at(-1) ?? '')
    .replaceAll(doors.folder, '…')
    .replaceAll(/\d{5}\b/g, 'N')
    .slice(0, SAID_LENGTH_MAX)
  if (!notes.includes(note)) notes.push(note)
  return String(notes.indexOf(note) + 1)
}

function printed(): string {
  const head = `| | ${allClients.map(({ name }) => name).join(' | ')} |`
  const lines = operations.map(({ name }) => {
    const cells = allClients.map((client) => table[client.name]?.[name] ?? '')
    return `| ${name} | ${cells.join(' | ')} |`
  })
  const missing = allClients.flatMap(({ name, missing: why }) => (why ? [`skipped: ${name}: ${why}`] : []))
  const said = notes.map((note, index) => `${index + 1}: ${note}`)
  return [head, `|${' --- |'.repeat(allClients.length + 1)}`, ...lines, '', ...said, ...missing].join('\n')
}
