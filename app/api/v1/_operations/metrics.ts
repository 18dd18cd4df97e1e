// Figures for Prometheus: of this process, and of what the database holds by state.
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { apiCaller } from '@/lib/auth/api-caller'
import { mayOperate } from '@/lib/accounts/permissions'
import { clientAddress } from '@/lib/auth/client-address'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { operation } from '@/app/api/_http/operation'
import { refuse } from '@/app/api/_http/problem'

const get = operation({
  id: 'getMetrics',
  method: 'GET',
  path: '/api/metrics',
  tag: 'installation',
  access: 'open',
  answer: { status: 200, media: ['text/plain'] },
  async handle({ request }) {
    if (!isFromHere(request)) {
      const caller = await apiCaller(request)
      if (!caller) return refuse('unauthorized')
      if (!mayOperate(caller)) return refuse('forbidden')
    }
    const { registry, gauges } = (keeper.rollcallMetrics ??= makeMetrics())
    await readGauges(gauges)
    return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } })
  },
})

const isLoopback = (address: string) => address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address)

/** From this machine itself, and not by way of a proxy on it that serves others under a public name. */
function isFromHere(request: Request): boolean {
  const forwarded = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim().replace(/^::ffff:/, ''))
  const host = (request.headers.get('host') ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  const named = host === 'localhost' || isLoopback(host)
  return (
    named && isLoopback(clientAddress(request.headers)) && forwarded.every((part) => part === '' || isLoopback(part))
  )
}

type Metrics = ReturnType<typeof makeMetrics>
const keeper = globalThis as typeof globalThis & { rollcallMetrics?: Metrics }

function makeMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name: `rollcall_${name}`, help, labelNames: [label], registers: [registry] })
  return {
    registry,
    gauges: {
      deliveries: gauge('deliveries', 'Deliveries by state.', 'state'),
      runs: gauge('runs', 'Runs by state.', 'state'),
      messages: gauge('messages', 'Messages by state.', 'state'),
      beats: gauge('heartbeat_age_seconds', 'Seconds since the freshest heartbeat of each process.', 'process'),
    },
  }
}

async function readGauges({ deliveries, runs, messages, beats }: Metrics['gauges']): Promise<void> {
  const count = { _count: { _all: true } } as const
  const [deliveryStates, runStates, messageStates, processes] = await Promise.all([
    db.delivery.groupBy({ by: ['state'], ...count }),
    db.run.groupBy({ by: ['state'], ...count }),
    db.message.groupBy({ by: ['state'], ...count }),
    db.heartbeat.groupBy({ by: ['process'], _max: { beatAt: true } }),
  ])
  for (const [gauge, states] of [
    [deliveries, deliveryStates],
    [runs, runStates],
    [messages, messageStates],
  ] as const) {
    gauge.reset()
    for (const { state, _count } of states) gauge.set({ state: kebabCase(state) }, _count._all)
  }
  beats.reset()
  for (const { process, _max } of processes) {
    if (_max.beatAt) beats.set({ process }, (now().getTime() - _max.beatAt.getTime()) / 1000)
  }
}

export const metricsOperations = { get }
