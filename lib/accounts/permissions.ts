// Who may do what, as one table. Decides by role and account alone; whose record an id names is decided by the lookup,
// which takes the account id in its query.
import type { AccountRole, Caller } from './caller'

export const actions = [
  'download-templates',
  'see-deliveries',
  'see-roster',
  'see-messages',
  'import',
  'manage-templates',
  'manage-types',
  'manage-transfer-logins',
  'manage-members',
  'manage-settings',
  'answer-holds',
] as const
export type Action = (typeof actions)[number]

const allowed: Readonly<Record<AccountRole, readonly Action[]>> = {
  administrator: actions,
  campusAdministrator: ['download-templates', 'see-deliveries', 'see-roster'],
  teacher: ['download-templates'],
}

/** Whether the caller runs the installation: every account, and creating accounts. */
export function mayOperate(caller: Caller): boolean {
  return caller.role === 'operator' && caller.accountId === null
}

/**
 * Whether the caller may do this in that account. An operator may do everything in every account; everybody else only
 * what their role allows, only in their own.
 */
export function may(caller: Caller, action: Action, accountId: string): boolean {
  if (mayOperate(caller)) return true
  if (caller.role === 'operator' || caller.accountId === null || caller.accountId !== accountId) return false
  return allowed[caller.role].includes(action)
}
