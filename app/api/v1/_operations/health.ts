// Whether the parts of this installation serve: asked by whoever starts, watches or balances it. No key, and so nothing
// in the answer but states.
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { room } from '@/lib/platform/free-space'
import { mailAnswers, mailIsConfigured } from '@/lib/platform/mail'
import { openSpaceIncidents } from '@/lib/outbox/space-incidents'
import { operation } from '@/app/api/_http/operation'
import { rollcallVersion } from './rollcall-version'

const BEAT_FRESH_SECONDS = 20
const DATABASE_TIMEOUT_MS = 3000
const MAIL_ASKED_EVERY_SECONDS = 60

const partSchema = z.enum(['ok', 'down'])

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'down']).describe('degraded: everything serves, but no files are taken in'),
    database: partSchema,
    worker: partSchema,
    sftp: partSchema,
    ftps: z.enum(['ok', 'down', 'off']).describe('off: no part of this installation'),
    disk: z.enum(['ok', 'low']).describe('low: too little room on some machine; files are refused until there is more'),
    mail: z
      .enum(['ok', 'down', 'not-configured'])
      .describe('not a part of Rollcall: while it is down messages wait, and the status stays ok'),
    version: z.string(),
  })
  .meta({ id: 'Health' })

export type Health = z.output<typeof healthSchema>

const get = operation({
  id: 'getHealth',
  method: 'GET',
  path: '/api/health',
  tag: 'installation',
  access: 'open',
  answer: { status: 200, schema: healthSchema },
  async handle() {
    const health = await readHealth()
    return Response.json(health, { status: health.status === 'down' ? 503 : 200 })
  },
})

/** What each part of this installation says of itself. */
export async function readHealth(): Promise<Health> {
  const [beats, mail, disk] = await Promise.all([freshBeats(), mailState(), diskState()])
  const state = (isFine: boolean | undefined) => (isFine ? 'ok' : 'down')
  const parts = {
    database: state(beats !== undefined),
    worker: state(beats?.has('worker')),
    sftp: state(beats?.has('sftp')),
    ftps: env().ftps ? state(beats?.has('ftps')) : 'off',
  } as const
  const isDown = Object.values(parts).includes('down')
  const status = isDown ? 'down' : disk === 'low' ? 'degraded' : 'ok'
  return { status, ...parts, disk, mail, version: rollcallVersion() }
}

/** Whether some SFTP door of this installation lets clients in that are too old for today's algorithms. */
export async function legacyAlgorithmsAreOn(): Promise<boolean> {
  const beat = await db.heartbeat.findFirst({
    where: {
      process: 'sftp',
      beatAt: { gte: secondsFrom(now(), -BEAT_FRESH_SECONDS) },
      detail: { path: ['legacyAlgorithms'], equals: true },
    },
  })
  return beat !== null
}

/** Which processes said lately that they live; undefined if the database does not answer in time. */
async function freshBeats(): Promise<Set<string> | undefined> {
  const found = db.heartbeat.findMany({
    where: { beatAt: { gte: secondsFrom(now(), -BEAT_FRESH_SECONDS) } },
    select: { process: true },
  })
  const late = setTimeout(DATABASE_TIMEOUT_MS, undefined, { ref: false })
  const beats = await Promise.race([found.catch(() => undefined), late])
  return beats && new Set(beats.map(({ process }) => process))
}

/** The room on the disk of this process, and on those of the others as they noted it last. */
async function diskState(): Promise<Health['disk']> {
  const here = await room.space().catch(() => undefined)
  if (here && here.freeBytes < here.leastBytes) return 'low'
  const late = setTimeout(DATABASE_TIMEOUT_MS, undefined, { ref: false })
  const elsewhere = await Promise.race([openSpaceIncidents().catch(() => undefined), late])
  return elsewhere && elsewhere.length > 0 ? 'low' : 'ok'
}

let asked: { at: Date; state: Health['mail'] } | undefined
let asking: Promise<void> | undefined

/** What the mail server answered lately. It is asked aside, so that a slow one does not make health slow. */
async function mailState(): Promise<Health['mail']> {
  if (!mailIsConfigured()) return 'not-configured'
  const isStale = !asked || asked.at < secondsFrom(now(), -MAIL_ASKED_EVERY_SECONDS)
  if (isStale) {
    asking ??= mailAnswers().then((answers) => {
      asked = { at: now(), state: answers ? 'ok' : 'down' }
      asking = undefined
    })
  }
  return asked?.state ?? 'ok'
}

export const healthOperations = { get }
