// What the form of a source sends, brought into the shape that programs send, and checked by the same schema.
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import { sourceChanges, sourceInput, type SourceChanges, type SourceInput } from '@/lib/pull/source-input'

function rawInput(data: FormData): Record<string, unknown> {
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const parts = (name: string, separator: RegExp) =>
    text(name)
      .split(separator)
      .flatMap((part) => part.trim() || [])
  const port = text('port').trim()
  const after = text('after')
  return {
    ...{ name: text('name'), transferLogin: text('transferLogin'), protocol: text('protocol'), host: text('host') },
    ...{ userName: text('userName'), folder: text('folder'), after },
    ...(port === '' ? {} : { port: Number(port) }),
    signIn: signInOf(text),
    fileNames: text('fileNames')
      .replaceAll('\r', '')
      .split('\n')
      .filter((line) => line !== ''),
    schedule: scheduleOf(text('schedule'), parts('times', /[\s,;]+/), data.getAll('weekdays').map(Number), text),
    moveFolder: after === 'move' ? text('moveFolder').trim() || null : null,
  }
}

function signInOf(text: (name: string) => string) {
  const kind = text('signIn')
  if (kind === 'keep') return undefined
  if (kind === 'password') return { kind, password: text('password') }
  const passphrase = text('passphrase')
  return kind === 'made-key'
    ? { kind }
    : { kind, privateKey: text('privateKey'), ...(passphrase ? { passphrase } : {}) }
}

function scheduleOf(kind: string, times: string[], weekdays: number[], text: (name: string) => string) {
  if (kind === 'every') return { kind, minutes: Number(text('minutes')) }
  if (kind === 'cron') return { kind, expression: text('expression') }
  // 5:30 is 05:30 to everybody who types it.
  return { kind, times: times.map((time) => time.padStart(5, '0')), weekdays }
}

type Read<Input> = { ok: true; input: Input } | { ok: false; state: FormState }

export async function newSourceInput(data: FormData): Promise<Read<SourceInput>> {
  const read = sourceInput.safeParse(rawInput(data))
  return read.success ? { ok: true, input: read.data } : { ok: false, state: await wrong(read.error.issues) }
}

export async function changedSourceInput(data: FormData): Promise<Read<SourceChanges>> {
  const read = sourceChanges.safeParse(rawInput(data))
  return read.success ? { ok: true, input: read.data } : { ok: false, state: await wrong(read.error.issues) }
}

async function wrong(issues: readonly { path: PropertyKey[] }[]): Promise<FormState> {
  const words = await getTranslations('pull')
  const errors: Record<string, string> = {}
  for (const { path } of issues) {
    const [part = '', inner] = path.map(String)
    if (part === 'schedule' && (inner === 'weekdays' || inner === 'times')) errors[inner] = words(`problems.${inner}`)
    else if (part === 'schedule') errors.expression = words('problems.cron')
    else if (part === 'signIn') errors[inner ?? 'password'] = words('problems.field', { field: words('fields.signIn') })
    else errors[part] = words('problems.field', { field: nameOf(words, part) })
  }
  return { errors }
}

const named = ['name', 'host', 'port', 'userName', 'folder', 'fileNames', 'moveFolder'] as const

function nameOf(words: Awaited<ReturnType<typeof getTranslations<'pull'>>>, part: string): string {
  const field = named.find((name) => name === part)
  return field ? words(`fields.${field}`) : words('fields.login')
}
