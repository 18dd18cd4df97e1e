// What can go wrong with a request, as RFC 9457 problem details. A code has its status here and its words in
// lib/words (api.problem.<code>); nothing about the inside of Rollcall ever stands in an answer.
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'

export const problemStatus = {
  'wrong-input': 400,
  'not-json': 400,
  'not-storable': 400,
  unauthorized: 401,
  'wrong-signature': 401,
  forbidden: 403,
  'sign-in-refused': 403,
  'not-found': 404,
  'account-exists': 409,
  'email-taken': 409,
  'transfer-login-exists': 409,
  'transfer-login-disabled': 409,
  'too-many-transfer-logins': 409,
  'too-many-pull-sources': 409,
  'pull-under-way': 409,
  'template-exists': 409,
  'import-type-in-use': 409,
  'import-type-busy': 409,
  'import-type-archived': 409,
  'too-many-import-types': 409,
  'job-finished': 409,
  'changed-meanwhile': 409,
  'version-in-use': 409,
  'sample-missing': 409,
  'mapping-missing': 409,
  'run-not-held': 409,
  'template-changed': 409,
  'template-unchanged': 409,
  'template-gone': 409,
  'columns-unclear': 409,
  'newer-delivery': 409,
  'run-not-applied': 409,
  'run-rolled-back': 409,
  'rollback-under-way': 409,
  'run-held': 409,
  'run-unfinished': 409,
  'file-destroyed': 409,
  'nothing-kept': 409,
  'no-course-plans': 409,
  'no-shadow': 409,
  'job-of-other-template': 409,
  'no-template': 409,
  'history-gone': 410,
  'body-too-large': 413,
  'file-too-large': 413,
  'file-not-readable': 422,
  'idempotency-key-reused': 422,
  'stored-file-missing': 422,
  'unknown-transfer-login': 422,
  'front-path': 422,
  'front-storage': 422,
  'front-file-missing': 422,
  'front-file-other': 422,
  'front-folder-off': 503,
  'front-file-busy': 503,
  internal: 500,
  'no-room': 507,
} as const

export type ProblemCode = keyof typeof problemStatus

export type InputError = {
  /** Where the wrong input stands. */
  readonly in: 'body' | 'query' | 'header'
  /** JSON pointer (RFC 6901) into the body, or / and the parameter's name. */
  readonly pointer: string
  readonly detail: string
}

export type Refusal = {
  readonly refusal: ProblemCode
  readonly params?: Record<string, string | number>
  readonly errors?: readonly InputError[]
}

/** A request that cannot be granted, to be returned by an operation. */
export function refuse(
  code: ProblemCode,
  params?: Record<string, string | number>,
  errors?: readonly InputError[],
): Refusal {
  return { refusal: code, params, errors }
}

/** Wrong input in one place. */
export function wrongInput(place: InputError['in'], pointer: string, detail: string): Refusal {
  return refuse('wrong-input', undefined, [{ in: place, pointer, detail }])
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusal' in value
}

/** The answer for a refusal (application/problem+json). */
export function problemResponse({ refusal: code, params, errors }: Refusal, locale: Locale, extra = {}): Response {
  const status = problemStatus[code]
  const body = {
    type: `urn:rollcall:problem:${code}`,
    title: translate(locale, `api.problem.${code}.title`, params),
    status,
    detail: translate(locale, `api.problem.${code}.detail`, params),
    ...(errors ? { errors } : {}),
    ...extra,
  }
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  if (code === 'unauthorized') headers.set('www-authenticate', 'Bearer realm="Rollcall"')
  return new Response(JSON.stringify(body), { status, headers })
}
