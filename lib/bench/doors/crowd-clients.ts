// PROCESS. The clients of a crowd, beside the servers and not within them: many that send a file at once, or many that say
// nothing while one honest client signs in again and again. What it is to do comes as JSON on the command line; what came
// of it goes out as one line of JSON. Each address of 127.0.0.0/8 stands for a client machine of its own.
import { readFileSync } from 'node:fs'
import net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import ssh2, { type Client } from 'ssh2'
import { z } from 'zod'

/** Below the limit of the doors. */
const PER_ADDRESS = 15
const READY_MS = 60_000
const HONEST_EVERY_MS = 250
/** Connections opened in one go, so that the backlog of the listener is no part of what is measured. */
const AT_ONCE = 250

const orderSchema = z.object({
  port: z.number(),
  keyFile: z.string(),
  userNames: z.array(z.string()),
  /** Clients that send a file, all at once. */
  sessions: z.number(),
  bytes: z.number(),
  /** Clients that say nothing. */
  silent: z.number(),
  patienceSeconds: z.number(),
})
export type CrowdOrder = z.output<typeof orderSchema>

export const crowdResultSchema = z.object({
  ok: z.number(),
  failures: z.array(z.string()),
  /** Of each session from connecting to the answer that the file is stored, or of each honest sign-in. */
  ms: z.array(z.number()),
  /** Until the last silent connection was gone, from the moment the last one was open. */
  goneMs: z.number().optional(),
  leftOver: z.number().optional(),
})
export type CrowdResult = z.output<typeof crowdResultSchema>

const addressOf = (index: number) => {
  const machine = 2 + Math.floor(index / PER_ADDRESS)
  return `127.0.${1 + Math.floor(machine / 250)}.${machine % 250}`
}

type Sign = {
  readonly order: CrowdOrder
  readonly privateKey: string
  readonly userName: string
  readonly index: number
}

function signIn({ order, privateKey, userName, index }: Sign): Promise<Client> {
  const client = new ssh2.Client()
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve(client)).on('error', reject)
    client.once('close', () => reject(new Error('the connection was closed')))
    const place = { host: '127.0.0.1', port: order.port, localAddress: addressOf(index) }
    client.connect({ ...place, username: userName, privateKey, readyTimeout: READY_MS, keepaliveInterval: 0 })
  })
}

async function sendOne(sign: Sign): Promise<void> {
  const client = await signIn(sign)
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('close', () => reject(new Error('the connection was closed')))
      client.sftp((error, sftp) => {
        if (error) return reject(error)
        const line = Buffer.alloc(sign.order.bytes, `${sign.index},Ada,Lovelace\n`)
        sftp.writeFile(`crowd-${sign.index}.csv`, line, (failure) => (failure ? reject(failure) : resolve()))
      })
    })
  } finally {
    client.end()
  }
}

async function sendAll(order: CrowdOrder, privateKey: string): Promise<CrowdResult> {
  const failures: string[] = []
  const ms: number[] = []
  await Promise.all(
    Array.from({ length: order.sessions }, async (_, index) => {
      const began = performance.now()
      const userName = order.userNames[index % order.userNames.length] ?? ''
      await sendOne({ order, privateKey, userName, index }).then(
        () => ms.push(performance.now() - began),
        (error: Error) => failures.push(error.message),
      )
    }),
  )
  return { ok: ms.length, failures, ms }
}

async function besiege(order: CrowdOrder, privateKey: string): Promise<CrowdResult> {
  const open = new Set<net.Socket>()
  const failures: string[] = []
  const ms: number[] = []
  let isOver = false
  const honest = async () => {
    for (let index = order.silent; !isOver; index += 1) {
      const began = performance.now()
      const sign = { order, privateKey, userName: order.userNames[0] ?? '', index }
      const note = (client: Client) => {
        ms.push(performance.now() - began)
        client.end()
      }
      await signIn(sign).then(note, (error: Error) => failures.push(error.message))
      await delay(HONEST_EVERY_MS)
    }
  }
  const trying = honest()
  for (let index = 0; index < order.silent; index += 1) {
    const socket = net.connect({ host: '127.0.0.1', port: order.port, localAddress: addressOf(index) })
    open.add(socket)
    socket.on('error', () => undefined).once('close', () => open.delete(socket))
    // Whoever never reads never hears of the end either.
    socket.resume()
    if (index % AT_ONCE === AT_ONCE - 1) await delay(20)
  }
  const began = performance.now()
  while (open.size > 0 && performance.now() - began < order.patienceSeconds * 1000) await delay(50)
  const goneMs = performance.now() - began
  isOver = true
  await trying
  const leftOver = open.size
  for (const socket of open) socket.destroy()
  return { ok: ms.length, failures, ms, goneMs, leftOver }
}

/** Only where it was started as a program: its neighbours take its types and its schema. */
if (process.argv[1]?.endsWith('crowd-clients.ts')) {
  const order = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))
  const privateKey = readFileSync(order.keyFile, 'utf8')
  const result = await (order.silent > 0 ? besiege(order, privateKey) : sendAll(order, privateKey))
  console.log(JSON.stringify(result))
}
