// PostgreSQL: Prisma for everything Rollcall keeps, a plain pool for the set-based SQL of the roster.
import { setFlagsFromString } from 'node:v8'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '@/lib/generated/prisma/client'
import { env } from './env'
import { databaseUrl } from './database-url'
import { log } from './log'

export { Prisma }
export type Tx = Prisma.TransactionClient

const STATEMENT_TIMEOUT_MS = 60_000
const CONNECT_TIMEOUT_MS = 10_000
/** A server that is silent for so long is asked whether it is still there. */
const KEEP_ALIVE_AFTER_MS = 10_000
const TRANSACTION_WAIT_MS = 10_000
/**
 * How many bytes of a WebAssembly function V8 executes before it translates it anew, and better. Prisma's query compiler
 * is large and seldom at work, because it remembers its plans: translating it anew by V8's own measure costs more
 * processor time than it saves, and 60 MB for good. What is really hot gets there within hundredths of a second all the same.
 */
const WASM_TIERING_BYTES = 20_000_000

/** A connection by the number of its server process. */
type ClientsByProcess = Map<number, pg.PoolClient>
type Connections = { db: PrismaClient; pool: pg.Pool; prismaClients: ClientsByProcess }
const keeper = globalThis as typeof globalThis & { rollcallConnections?: Connections }

function connect(): Connections {
  // A version of V8 that does not know it goes on without.
  setFlagsFromString(`--wasm-tiering-budget=${WASM_TIERING_BYTES}`)
  const connectionString = databaseUrl()
  const max = env().databasePoolSize
  const keepAlive = { keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS }
  const options = { connectionString, max, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...keepAlive }
  const pool = new pg.Pool({ ...options, max: Math.max(2, Math.ceil(max / 2)) })
  pool.on('error', (error) =>
    log.warn({ code: (error as { code?: string }).code }, 'an idle database connection broke'),
  )
  const prismaPool = new pg.Pool({ ...options, statement_timeout: STATEMENT_TIMEOUT_MS })
  prismaPool.on('error', (error) =>
    log.warn({ code: (error as { code?: string }).code }, 'an idle database connection broke'),
  )
  const adapter = new PrismaPg(prismaPool, { disposeExternalPool: true })
  return { pool, db: new PrismaClient({ adapter }), prismaClients: rememberClients(prismaPool) }
}

function rememberClients(pool: pg.Pool): ClientsByProcess {
  const clients: ClientsByProcess = new Map()
  const processOf = (client: pg.PoolClient) => (client as pg.PoolClient & { processID: number }).processID
  pool.on('connect', (client) => clients.set(processOf(client), client))
  pool.on('remove', (client) => clients.delete(processOf(client as pg.PoolClient)))
  return clients
}

// One set of connections a process, also when the development server reloads modules.
const connections = () => (keeper.rollcallConnections ??= connect())

/** Prisma's client, connected at first use. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => Reflect.get(connections().db, property, connections().db) as unknown,
})

/** A client of the plain pool. Give it back with release(); pass the error if the connection may be broken. */
export async function connectClient(): Promise<pg.PoolClient> {
  const client = await connections().pool.connect()
  return client
}

/** Runs one plain statement on the pool. */
export async function query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await connections().pool.query<Row>(text, values)).rows
}

/** Runs the function in one Prisma transaction: everything in it is committed together, or nothing is. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>, timeoutSeconds = 15): Promise<T> {
  return connections().db.$transaction(work, { maxWait: TRANSACTION_WAIT_MS, timeout: timeoutSeconds * 1000 })
}

/**
 * The plain client a Prisma transaction runs on, for what Prisma cannot say: COPY, and SQL made from import types.
 * What it does is part of that transaction; it is neither ended nor given back by the caller.
 */
export async function clientOf(tx: Tx): Promise<pg.ClientBase> {
  const [server] = await tx.$queryRaw<{ process: number }[]>`select pg_backend_pid() as process`
  const client = connections().prismaClients.get(server?.process ?? 0)
  if (!client) throw new Error('the connection of this transaction is not known: is a pooler in front of PostgreSQL?')
  return client
}

/** Closes every connection of this process. */
export async function disconnect(): Promise<void> {
  const open = keeper.rollcallConnections
  keeper.rollcallConnections = undefined
  if (open) await Promise.all([open.db.$disconnect(), open.pool.end()])
}
