// What an empty installation begins with: a demo district where DEMO is on, and otherwise a link for the first operator.
// Both can be called at every start: what is there is left as it is.
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { createAccount } from '@/lib/accounts/accounts'
import type { Role } from '@/lib/accounts/caller'
import { readEmailAddress } from '@/lib/accounts/email-address'
import { generatePassword } from '@/lib/accounts/generated-password'
import { invite } from '@/lib/accounts/invitations'
import { createMember, createOperator, listMembers } from '@/lib/accounts/members'
import { checkPassword, hashPassword } from '@/lib/accounts/passwords'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { rotateTransferLogin } from '@/lib/accounts/transfer-passwords'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'

type DemoMember = { readonly role: Role; readonly email: string; readonly password: string }

export type DemoDistrict = {
  readonly accountId: string
  readonly administrator: DemoMember
  readonly teacher: DemoMember
  readonly operator: DemoMember
  readonly transferLogin: { readonly userName: string; readonly password: string }
}

/** Addresses under .example belong to nobody and receive no mail (RFC 2606). */
const demoMembers = {
  administrator: { email: 'admin@demo.example', name: 'Demo Administrator', role: 'administrator' },
  teacher: { email: 'teacher@demo.example', name: 'Demo Teacher', role: 'teacher' },
  operator: { email: 'operator@demo.example', name: 'Demo Operator', role: 'operator' },
} as const
const DISTRICT = { name: 'Demo Unified School District', slug: 'demo', state: 'tx', timeZone: 'America/Chicago' }
const TRANSFER_LOGIN = 'nightly'
/** Shown where somebody chose another password than the one made here. */
const CHANGED = '(changed)'

/** Sign-in name and password made by the seed, so that every start can print them. */
type Known = Record<string, string>

const demoFile = () => path.join(env().dataDir, 'demo.json')

function readKnown(): Known {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(demoFile(), 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(`${demoFile()} cannot be read: delete it to have the demo passwords made anew.`, { cause: error })
  }
}

// Renamed into place, so that a crash leaves the old file or the new one.
function keepKnown(known: Known): void {
  const draft = `${demoFile()}.${process.pid}`
  writeFileSync(draft, JSON.stringify(known, null, 2), { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, demoFile())
}

/**
 * Makes the demo district with its members and a transfer login, or finds it as it is.
 * @returns the sign-ins to print; a password that somebody changed is not known.
 * @throws Error unless DEMO is on.
 */
export async function seedDemoDistrict(): Promise<DemoDistrict> {
  if (!env().demo) throw new Error('The demo district is made with DEMO=on only.')
  const known = readKnown()
  const accountId = await ensureDistrict()
  const district = {
    accountId,
    administrator: await ensureMember(accountId, demoMembers.administrator, known),
    teacher: await ensureMember(accountId, demoMembers.teacher, known),
    operator: await ensureMember(null, demoMembers.operator, known),
    transferLogin: await ensureTransferLogin(accountId, known),
  }
  keepKnown(known)
  return district
}

async function ensureDistrict(): Promise<string> {
  const created = await createAccount(DISTRICT)
  if (created.ok) return created.account.id
  const { slug, state } = DISTRICT
  return (await db.account.findUniqueOrThrow({ where: { slug_state: { slug, state } } })).id
}

type Wanted = (typeof demoMembers)[keyof typeof demoMembers]

async function ensureMember(accountId: string | null, wanted: Wanted, known: Known): Promise<DemoMember> {
  const { email, role } = wanted
  const password = known[email] ?? generatePassword()
  const row = await db.member.findUnique({ where: { email } })
  if (row && known[email] !== undefined) {
    const { matches } = await checkPassword(password, row.passwordHash)
    return { role, email, password: matches ? password : CHANGED }
  }
  if (row) {
    // Made by a start that ended before it could keep the password.
    await db.member.update({ where: { email }, data: { passwordHash: await hashPassword(password) } })
  } else {
    const made =
      wanted.role === 'operator' || !accountId
        ? await createOperator(wanted, password)
        : await createMember(accountId, wanted, password)
    if (!made.ok) throw new Error(`The demo member ${email} could not be made: ${made.reason}.`)
  }
  known[email] = password
  return { role, email, password }
}

async function ensureTransferLogin(accountId: string, known: Known): Promise<DemoDistrict['transferLogin']> {
  const row = await db.transferLogin.findFirst({ where: { accountId, name: TRANSFER_LOGIN } })
  const kept = row && known[row.sftpUserName]
  if (row && kept !== undefined && kept !== null) {
    const { matches } = await checkPassword(kept, row.passwordHash)
    return { userName: row.sftpUserName, password: matches ? kept : CHANGED }
  }
  const made = row
    ? await rotateTransferLogin(accountId, row.id, 0)
    : await createTransferLogin({ accountId, name: TRANSFER_LOGIN })
  if (!made || !('login' in made)) throw new Error('The demo transfer login could not be made.')
  known[made.login.sftpUserName] = made.password
  return { userName: made.login.sftpUserName, password: made.password }
}

/**
 * Where no operator can sign in yet: a link with which the first one chooses a password. A new one at each start; the
 * one before is dead.
 * @returns the link, or undefined once there is an operator.
 */
export async function ensureFirstOperator(): Promise<string | undefined> {
  const operators = await listMembers(null)
  if (operators.some((operator) => !operator.invited && !operator.disabledAt)) return undefined
  const waiting = operators.find((operator) => operator.invited && !operator.disabledAt)
  const memberId = waiting?.id ?? (await createFirstOperator())
  await db.invitation.deleteMany({ where: { memberId, usedAt: null } })
  return (await invite(null, memberId))?.link
}

async function createFirstOperator(): Promise<string> {
  const hostname = new URL(env().publicUrl).hostname
  const email = readEmailAddress(`operator@${hostname}`) ?? 'operator@rollcall.example'
  const made = await createOperator({ email, name: 'Operator' })
  if (!made.ok) throw new Error(`The first operator could not be made: ${email} already belongs to somebody else.`)
  return made.member.id
}
