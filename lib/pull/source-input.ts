// What a person or a program says about a source. Checked here once; whether its login and templates exist, and whether a
// key can be read, is found out when it is saved.
import { z } from 'zod'
import { FILE_NAME_BYTES_MAX } from '@/lib/templates/file-name'
import { PASSWORD_LENGTH_MAX, PRIVATE_KEY_LENGTH_MAX } from './secret'
import { scheduleSchema } from './schedule'

export const protocols = ['sftp', 'ftps', 'ftps-implicit'] as const
export const portOf = { sftp: 22, ftps: 21, 'ftps-implicit': 990 } as const
const FOLDER_LENGTH_MAX = 1000
const FILE_NAMES_MAX = 200

const plain = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must not have control characters')
const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/, 'must be a host name or an address, such as sftp.example.org')

const secretInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: plain(PASSWORD_LENGTH_MAX).min(1) }),
  z.object({ kind: z.literal('made-key').describe('we make a key pair; publicKey of the answer is to be installed') }),
  z.object({
    kind: z.literal('private-key'),
    privateKey: z.string().min(1).max(PRIVATE_KEY_LENGTH_MAX),
    passphrase: plain(PASSWORD_LENGTH_MAX).optional(),
  }),
])
export type SecretInput = z.output<typeof secretInput>

export const sourceInput = z.object({
  name: plain(100).trim().min(1),
  transferLogin: z.uuid(),
  protocol: z.enum(protocols),
  host,
  port: z.int().min(1).max(65_535).optional(),
  userName: plain(255).min(1),
  signIn: secretInput,
  folder: plain(FOLDER_LENGTH_MAX).trim().default('').describe('empty: where one lands after signing in'),
  fileNames: z
    .array(plain(FILE_NAME_BYTES_MAX).min(1))
    .max(FILE_NAMES_MAX)
    .default([])
    .describe('of templates of the login; none: all of them'),
  schedule: scheduleSchema,
  after: z.enum(['leave', 'delete', 'move']).default('leave').describe('what becomes of a delivered file'),
  moveFolder: plain(FOLDER_LENGTH_MAX).trim().min(1).nullable().default(null).describe('with after: move'),
})
export type SourceInput = z.output<typeof sourceInput>

/** What is left out stays as it is; a secret that is left out does, too. */
export const sourceChanges = z.object({
  name: sourceInput.shape.name.optional(),
  transferLogin: z.uuid().optional(),
  protocol: z.enum(protocols).optional(),
  host: host.optional(),
  port: z.int().min(1).max(65_535).optional(),
  userName: sourceInput.shape.userName.optional(),
  signIn: secretInput.optional(),
  folder: plain(FOLDER_LENGTH_MAX).trim().optional(),
  fileNames: z.array(plain(FILE_NAME_BYTES_MAX).min(1)).max(FILE_NAMES_MAX).optional(),
  schedule: scheduleSchema.optional(),
  after: z.enum(['leave', 'delete', 'move']).optional(),
  moveFolder: plain(FOLDER_LENGTH_MAX).trim().min(1).nullable().optional(),
  paused: z.boolean().optional(),
})
export type SourceChanges = z.output<typeof sourceChanges>
