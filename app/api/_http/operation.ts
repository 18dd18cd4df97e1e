// What one call of the API is: declared once, from which both its route (route.ts) and its description in OpenAPI
// (v1/_openapi) derive. Summaries are words: api.operation.<id>.
import type { z } from 'zod'
import type { Account } from '@/lib/accounts/account'
import type { Caller } from '@/lib/accounts/caller'
import type { Action } from '@/lib/accounts/permissions'
import type { Locale } from '@/lib/words/locales'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call. An action of lib/accounts/permissions: whoever may do that in the account the path belongs to;
 * 'caller': whoever has a key; 'open': anybody, or the operation looks for itself.
 */
export type Access = 'open' | 'caller' | 'operator' | Action

export const tags = [
  'installation',
  'accounts',
  'transfer-logins',
  'pull-sources',
  'import-types',
  'import-jobs',
  'templates',
  'deliveries',
  'runs',
  'roster',
  'messages',
] as const

type ParamName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamName<Rest>
  : never
type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

export type Context<
  Path extends string = string,
  Who extends Access = Access,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
> = {
  readonly request: Request
  readonly params: Readonly<Record<ParamName<Path>, string>>
  readonly query: OutputOf<Query>
  readonly body: OutputOf<Body>
  readonly caller: Who extends 'open' ? null : Caller
  /** The account the path belongs to; the caller may do there what the access says. */
  readonly account: Who extends Action ? Account : null
  readonly locale: Locale
}

export type Answer = {
  readonly status: number
  /** What is not declared here is never sent. Without it, the operation makes the answer itself. */
  readonly schema?: z.ZodType
  /** Media types of what the operation makes itself. */
  readonly media?: readonly string[]
}

export type Operation = {
  readonly id: string
  readonly method: Method
  /** With parameters in braces; {importType} may contain slashes. */
  readonly path: string
  readonly tag: (typeof tags)[number]
  readonly access: Access
  readonly query?: z.ZodObject
  /** The JSON body; where a body may be left out, the schema accepts undefined. */
  readonly body?: z.ZodType
  /** The request body is a file, streamed as it is. */
  readonly takesFile?: boolean
  /** Request headers with a meaning of their own. */
  readonly headers?: readonly string[]
  readonly answer: Answer
  readonly handle: (context: never) => Promise<unknown>
}

/** Declares an operation; the types of its context follow from path, access and schemas. */
export function operation<
  const Path extends string,
  Who extends Access,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  declaration: Omit<Operation, 'path' | 'access' | 'query' | 'body' | 'handle'> & {
    readonly path: Path
    readonly access: Who
    readonly query?: Query
    readonly body?: Body
    /** Returns what the answer's schema takes, a Refusal, or a Response. */
    readonly handle: (context: Context<Path, Who, Query, Body>) => Promise<unknown>
  },
): Operation {
  return declaration as unknown as Operation
}
