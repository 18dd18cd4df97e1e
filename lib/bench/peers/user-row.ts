// A row of users.csv as a developer checks it by hand: one zod schema, the same rules as the import type's.
import { z } from 'zod'

const blankIsNull = (text: string) => (text.trim() === '' ? null : text.trim())
const optional = z.string().transform(blankIsNull)
const list = z.string().transform((text) => text.split(',').flatMap((part) => blankIsNull(part) ?? []))

export const userRow = z.object({
  sourcedId: z.string().trim().min(1).max(255),
  enabledUser: z.enum(['true', 'false']).transform((text) => text === 'true'),
  orgSourcedIds: list.refine((ids) => ids.length > 0),
  role: z.enum(['administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher']),
  username: z.string().trim().min(1),
  userIds: list,
  givenName: z.string().trim().min(1),
  familyName: z.string().trim().min(1),
  middleName: optional,
  identifier: optional,
  email: z.union([z.literal('').transform(() => null), z.email()]),
  sms: optional,
  phone: optional,
  agentSourcedIds: list,
  grades: list,
})

export type UserRow = z.output<typeof userRow>

/** The same in every row: what an importer of one's own would put there, too. */
export const ownValues = {
  accountId: '00000000-0000-7000-8000-000000000001',
  state: 'active',
  rowHash: Buffer.alloc(16),
  firstRun: '00000000-0000-7000-8000-000000000002',
  lastRun: '00000000-0000-7000-8000-000000000002',
} as const
