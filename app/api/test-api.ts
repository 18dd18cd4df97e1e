// For tests only: calls the real route files with real requests, chosen by their folders as Next chooses them.
import path from 'node:path'
import { createAccount } from '@/lib/accounts/accounts'
import { createApiKey } from '@/lib/accounts/api-keys'
import { importTypes } from '@/lib/import-types'
import { prepareTasks, stopQueue, type Task } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { ensureRosterTables } from '@/lib/roster/tables'
import { pullTask } from '@/lib/pull/pull-task'
import { runTask } from '@/lib/runs/run-task'
import type { RouteHandler } from './_http/route'

type RouteModule = Partial<Record<string, RouteHandler>>
type Globbing = { glob: (pattern: string[]) => Record<string, () => Promise<RouteModule>> }

const modules = (import.meta as unknown as Globbing).glob(['./**/route.ts', '!./auth/**'])

export type RouteFile = { readonly template: string; readonly load: () => Promise<RouteModule> }

// Fixed parts before named ones before catch-alls, from left to right.
const vagueness = (template: string) =>
  template
    .split('/')
    .map((part) => (part.startsWith('[...') ? '2' : part.startsWith('[') ? '1' : '0'))
    .join('')

/** Every route file of the API with its address, [name] and [...name] as they stand; the most particular first. */
export const routeFiles: readonly RouteFile[] = Object.entries(modules)
  .map(([file, load]) => ({ template: path.posix.join('/api', path.posix.dirname(file)), load }))
  .toSorted((a, b) => vagueness(a.template).localeCompare(vagueness(b.template)))

function match(template: string, pathname: string): Record<string, string | string[]> | undefined {
  const names: { name: string; isRest: boolean }[] = []
  const pattern = template.split('/').map((part) => {
    const [, rest, name] = /^\[(\.\.\.)?(\w+)\]$/.exec(part) ?? []
    if (name === undefined) return part.replaceAll('.', '\\.')
    names.push({ name, isRest: rest !== undefined })
    return rest ? '(.+)' : '([^/]+)'
  })
  const found = new RegExp(`^${pattern.join('/')}$`).exec(pathname)
  if (!found) return undefined
  const valueOf = (index: number, isRest: boolean) => (isRest ? found[index + 1]!.split('/') : found[index + 1]!)
  return Object.fromEntries(names.map(({ name, isRest }, index) => [name, valueOf(index, isRest)]))
}

/** A new key of the account, as a program holds it. */
export async function programKey(accountId: string): Promise<string> {
  const made = await createApiKey(accountId, 'program')
  if (!made.ok) throw new Error(made.reason)
  return made.key
}

export type Call = {
  readonly key?: string
  readonly json?: unknown
  readonly body?: BodyInit
  readonly headers?: Record<string, string>
}

/** Calls "METHOD /address" and returns the whole response. */
export async function call(line: string, { key, json, body, headers = {} }: Call = {}): Promise<Response> {
  const [method = 'GET', address = '/'] = line.split(' ')
  const url = new URL(address, 'http://127.0.0.1:3999')
  const request = new Request(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
    duplex: 'half',
  } as RequestInit)
  for (const { template, load } of routeFiles) {
    const params = match(template, url.pathname)
    const handler = params && (await load())[method]
    if (handler) return handler(request, { params: Promise.resolve(params) })
  }
  throw new Error(`no route file answers ${line}`)
}

/** Calls and reads the JSON of an answer that must have this status. */
export async function json<Answer = Record<string, unknown>>(
  status: number,
  line: string,
  options: Call = {},
): Promise<Answer> {
  const response = await call(line, options)
  const text = await response.text()
  if (response.status !== status) throw new Error(`${line} answered ${response.status}: ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** Once a file: the queues and the tables of the roster, which no test empties of their shape. */
export async function prepareApi(): Promise<() => Promise<void>> {
  await ensureRosterTables(importTypes)
  await prepareTasks([deliveryTask, runTask, messageTask, pullTask] as unknown as Task<never>[])
  return () => stopQueue()
}

/** An empty installation with an operator's key. */
export async function emptyInstallation(): Promise<{ operatorKey: string }> {
  await emptyDatabase()
  return { operatorKey: await keyOf(null) }
}

/** An account with an administrator's key. */
export async function accountWithKey(slug: string): Promise<{ accountId: string; key: string }> {
  const made = await createAccount({ name: `${slug} ISD`, slug, state: 'tx', timeZone: 'America/Chicago' })
  if (!made.ok) throw new Error(made.reason)
  return { accountId: made.account.id, key: await keyOf(made.account.id) }
}

async function keyOf(accountId: string | null): Promise<string> {
  const made = await createApiKey(accountId, 'test')
  if (!made.ok) throw new Error(made.reason)
  return made.key
}
