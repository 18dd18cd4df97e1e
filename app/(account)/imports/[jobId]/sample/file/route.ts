// PUT: the sample as the raw body, streamed to disk. Answers JSON; what a person should read is in `message`.
import { getTranslations, getLocale } from 'next-intl/server'
import { z } from 'zod'
import { may } from '@/lib/accounts/permissions'
import { accountInView } from '@/lib/auth/account-in-view'
import { currentCaller } from '@/lib/auth/current-caller'
import { sameOrigin } from '@/lib/auth/same-origin'
import { storeSample } from '@/lib/import-jobs/store-sample'
import { log } from '@/lib/platform/log'
import { toLocale } from '@/lib/words/locales'
import { refusalSentence } from './refusal-sentence'
import type { JobParams } from '../../../job-steps'

const statuses = {
  'not-found': 404,
  finished: 409,
  'changed-meanwhile': 409,
  'file-name': 422,
  'too-large': 413,
  'not-csv': 422,
} as const

export async function PUT(request: Request, { params }: { params: JobParams }): Promise<Response> {
  const words = await getTranslations('wizard.sample.refused')
  const refuse = (status: number, message: string) => Response.json({ message }, { status })
  if (!sameOrigin(request)) return refuse(403, words('origin'))
  const caller = await currentCaller()
  if (!caller) return refuse(401, words('signed-out'))
  const account = await accountInView(caller)
  if (!may(caller, 'import', account.id)) return refuse(403, words('forbidden'))
  const jobId = z.uuid().safeParse((await params).jobId)
  if (!jobId.success) return refuse(404, words('not-found'))
  const fileName = new URL(request.url).searchParams.get('fileName') ?? ''
  if (!request.body) return refuse(400, words('no-file'))
  try {
    const stored = await storeSample({
      accountId: account.id,
      jobId: jobId.data,
      fileName,
      source: chunksOf(request.body),
    })
    if (stored.ok) return Response.json({ ok: true })
    return refuse(statuses[stored.reason], await refusalSentence(stored, toLocale(await getLocale())))
  } catch (error) {
    // The person's own doing: they cancelled, or the connection broke off. Nobody reads the answer.
    if (request.signal.aborted) return new Response(null, { status: 499 })
    if ((error as { code?: string }).code === 'ENOSPC') return refuse(507, words('no-room'))
    log.error({ err: error, jobId: jobId.data }, 'a sample could not be stored')
    return Response.json({}, { status: 500 })
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
