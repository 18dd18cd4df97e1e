// SFTPGo asks here who may sign in (external authentication). Nobody is asked but by a front with its secret, and a refusal
// never says why.
import { z } from 'zod'
import { sftpgoSignInSchema, signInAtFront } from '@/lib/fronts/sftpgo/sign-in'
import { JSON_BYTES_MAX, parseInput, readText } from '@/app/api/_http/input'
import { operation } from '@/app/api/_http/operation'
import { refuse } from '@/app/api/_http/problem'
import { bearerFront } from './front-events'

const authorize = operation({
  id: 'authorizeAtFront',
  method: 'POST',
  path: '/api/intake/authorize',
  tag: 'installation',
  access: 'open',
  headers: ['authorization'],
  answer: { status: 200, schema: z.looseObject({ username: z.string() }) },
  async handle({ request, locale }) {
    const front = await bearerFront(request)
    if (!front) return refuse('unauthorized')
    const text = await readText(request, JSON_BYTES_MAX)
    if (text === null) return refuse('body-too-large', { limitBytes: JSON_BYTES_MAX })
    const asked = parseInput(sftpgoSignInSchema, json(text), 'body', locale)
    if (!asked.ok) return asked.refusal
    return (await signInAtFront(front, asked.value)) ?? refuse('sign-in-refused')
  },
})

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const frontSignInOperations = { authorize }
