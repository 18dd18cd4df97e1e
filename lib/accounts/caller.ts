// Who asks. Every page, action and route finds this out for itself (lib/auth) and passes it on.
import type { Locale } from '@/lib/words/locales'

export const roles = ['operator', 'administrator', 'campusAdministrator', 'teacher'] as const
export type Role = (typeof roles)[number]

/** The roles a member of an account can have. */
export const accountRoles = ['administrator', 'campusAdministrator', 'teacher'] as const
export type AccountRole = (typeof accountRoles)[number]

/** Someone who signed in with the browser. */
export type MemberCaller = {
  readonly kind: 'member'
  readonly memberId: string
  readonly name: string
  readonly role: Role
  /** Null for an operator, who belongs to no account. */
  readonly accountId: string | null
  readonly locale: Locale
}

/** A program with a bearer key. */
export type ApiKeyCaller = {
  readonly kind: 'apiKey'
  /** Null: the key of the environment (OPERATOR_API_KEY). */
  readonly apiKeyId: string | null
  readonly role: 'operator' | 'administrator'
  readonly accountId: string | null
}

export type Caller = MemberCaller | ApiKeyCaller
