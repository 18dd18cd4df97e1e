// The one place that reads the environment. Each variable is checked once; what is wrong is said in one sentence.
import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional())
const urlOf = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })

const PORTS_SENTENCE = 'must be two ports with a hyphen between them, the smaller one first, like 50000-50100'
const portRange = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, PORTS_SENTENCE)
  .transform((text) => ({ first: Number(text.split('-')[0]), last: Number(text.split('-')[1]) }))
  .refine(({ first, last }) => first >= 1 && first <= last && last <= 65_535, PORTS_SENTENCE)

function isBlock(text: string): boolean {
  const [address = '', prefix = '0', ...rest] = text.split('/')
  const family = isIP(address)
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)
}

const addressList = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
  .refine((blocks) => blocks.every(isBlock), {
    error: 'must be addresses or blocks with commas between them, like 10.0.0.4, 10.0.1.0/24',
  })

/** on: all of them; off: none. */
const privateAddresses = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== '' && part !== 'off'))
  .refine((blocks) => blocks.join() === 'on' || blocks.every(isBlock), {
    error: 'must be on, off, or addresses and blocks with commas between them, like 10.1.0.0/16, 192.168.7.3',
  })
  .transform((blocks) => (blocks.join() === 'on' ? ('all' as const) : blocks))

const variables = z.object({
  PORT: optional(port).default(3000),
  HOST: optional(z.string().min(1)).default('127.0.0.1'),
  PUBLIC_URL: optional(urlOf('http:', 'https:')),
  DATABASE_URL: optional(urlOf('postgres:', 'postgresql:')),
  DATABASE_POOL_SIZE: optional(z.coerce.number().int().min(2).max(200)).default(10),
  DATA_DIR: optional(z.string().min(1)).default('.data'),
  MASTER_KEY_FILE: optional(z.string().min(1)),
  SFTP_PORT: optional(port).default(2222),
  SFTP_HOST: optional(z.string().min(1)),
  SFTP_LEGACY_ALGORITHMS: optional(z.enum(['on', 'off'])).default('off'),
  FTPS: optional(z.enum(['on', 'off'])).default('on'),
  FTPS_PORT: optional(port).default(2121),
  FTPS_IMPLICIT_PORT: optional(port).default(2990),
  FTPS_PASSIVE_PORTS: optional(portRange).default({ first: 50_000, last: 50_100 }),
  FTPS_CERTIFICATE_FILE: optional(z.string().min(1)),
  FTPS_KEY_FILE: optional(z.string().min(1)),
  PUBLIC_TRANSFER_HOST: optional(z.string().min(1)),
  PROXY_PROTOCOL_FROM: optional(addressList).default([]),
  FOREIGN_FILES_DIR: optional(z.string().min(1)),
  FOREIGN_FRONT_SECRET: optional(z.string().min(24, 'must have at least 24 characters')),
  FOREIGN_FRONT_ADDRESSES: optional(addressList).default(['127.0.0.1', '::1']),
  FOREIGN_FRONT_FOLDER: optional(z.string().startsWith('/', 'must be an absolute path')),
  FOREIGN_FRONT_REMOVE_HOURS: optional(z.coerce.number().int().min(0).max(8760)),
  WATCHED_DIR: optional(z.string().min(1)),
  WATCHED_SETTLE_SECONDS: optional(z.coerce.number().min(1).max(3600)).default(10),
  WATCHED_UNENDED_SECONDS: optional(z.coerce.number().min(1).max(86_400)).default(300),
  WATCHED_REMOVE_HOURS: optional(z.coerce.number().int().min(0).max(8760)),
  WEB_URL: optional(urlOf('http:', 'https:')),
  SMTP_URL: optional(urlOf('smtp:', 'smtps:')),
  MAIL_FROM: optional(z.string().min(3)).default('Rollcall <rollcall@localhost>'),
  OPERATOR_API_KEY: optional(z.string().min(24, 'must have at least 24 characters')),
  WORKER_CONCURRENCY: optional(z.coerce.number().int().min(1).max(16)).default(2),
  UPLOAD_BYTES_MAX: optional(z.coerce.number().int().min(1024)).default(1_073_741_824),
  DISK_FREE_BYTES_MIN: optional(z.coerce.number().int().min(0)),
  PULL_PRIVATE_ADDRESSES: optional(privateAddresses).default([]),
  TRUST_PROXY: optional(z.enum(['on', 'off'])).default('off'),
  DEMO: optional(z.enum(['on', 'off'])),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])).default('info'),
})

const isInside = (inner: string, outer: string) => `${path.resolve(inner)}/`.startsWith(`${path.resolve(outer)}/`)

const schema = variables
  .refine((values) => (values.FTPS_CERTIFICATE_FILE === undefined) === (values.FTPS_KEY_FILE === undefined), {
    path: ['FTPS_KEY_FILE'],
    error: 'must be set together with FTPS_CERTIFICATE_FILE',
  })
  .refine((values) => values.FOREIGN_FRONT_SECRET === undefined || values.FOREIGN_FILES_DIR !== undefined, {
    path: ['FOREIGN_FRONT_SECRET'],
    error: 'needs FOREIGN_FILES_DIR, the folder in which the front leaves its files',
  })
  .refine(
    ({ WATCHED_DIR: watched, FOREIGN_FILES_DIR: foreign }) =>
      !watched || !foreign || !(isInside(watched, foreign) || isInside(foreign, watched)),
    {
      path: ['WATCHED_DIR'],
      error: 'and FOREIGN_FILES_DIR may not lie in one another: each file would be taken twice',
    },
  )

export type Env = ReturnType<typeof toEnv>

/** Thrown when the environment cannot be used; the message is one sentence a person can act on, without any secret. */
export class EnvironmentError extends Error {}

function toEnv(values: z.output<typeof schema>) {
  const local = `http://${values.HOST === '0.0.0.0' || values.HOST === '::' ? '127.0.0.1' : values.HOST}:${values.PORT}`
  const publicUrl = (values.PUBLIC_URL ?? local).replace(/\/$/, '')
  return {
    port: values.PORT,
    host: values.HOST,
    /** Where people reach the web pages; no slash at the end. */
    publicUrl,
    /** Where the intake reaches the web process. */
    webUrl: (values.WEB_URL ?? local).replace(/\/$/, ''),
    /** Unset: the embedded PostgreSQL in dataDir. */
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    /** Absolute. */
    dataDir: path.resolve(values.DATA_DIR),
    /** Absolute; undefined: in dataDir. */
    masterKeyFile: values.MASTER_KEY_FILE && path.resolve(values.MASTER_KEY_FILE),
    sftpPort: values.SFTP_PORT,
    /** Where SFTP and FTPS listen. */
    sftpHost: values.SFTP_HOST ?? values.HOST,
    /** Clients too old for the modern algorithms are taken in over SFTP. */
    sftpLegacyAlgorithms: values.SFTP_LEGACY_ALGORITHMS === 'on',
    /** Undefined: there is no FTPS door. */
    ftps: values.FTPS === 'on' ? toFtps(values) : undefined,
    /** The balancers that tell SFTP and FTPS who their clients are; none: clients connect directly. */
    proxyBalancers: values.PROXY_PROTOCOL_FROM,
    /** The host name people are told for SFTP and FTPS. */
    transferHost: values.PUBLIC_TRANSFER_HOST ?? new URL(publicUrl).hostname,
    /** Where fronts of others leave their files, absolute; undefined: no front is listened to. */
    foreignFilesDir: values.FOREIGN_FILES_DIR && path.resolve(values.FOREIGN_FILES_DIR),
    /** A front that is set up without a browser. */
    foreignFront: toForeignFront(values),
    /** The folder that is watched for files; undefined: none is. */
    watched: toWatched(values),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    operatorApiKey: values.OPERATOR_API_KEY,
    workerConcurrency: values.WORKER_CONCURRENCY,
    uploadBytesMax: values.UPLOAD_BYTES_MAX,
    /** Unset: by the size of the disk (lib/platform/free-space.ts). */
    diskFreeBytesMin: values.DISK_FREE_BYTES_MIN,
    /** Addresses of our own networks that files may be fetched from: blocks, or all of them. */
    pullPrivateAddresses: values.PULL_PRIVATE_ADDRESSES,
    /** Believe X-Forwarded-For: only behind a proxy that sets it. */
    trustProxy: values.TRUST_PROXY === 'on',
    demo: values.DEMO ? values.DEMO === 'on' : values.DATABASE_URL === undefined,
    logLevel: values.LOG_LEVEL,
  }
}

function toFtps(values: z.output<typeof schema>) {
  const { FTPS_CERTIFICATE_FILE: certificateFile, FTPS_KEY_FILE: keyFile } = values
  return {
    explicitPort: values.FTPS_PORT,
    implicitPort: values.FTPS_IMPLICIT_PORT,
    passivePorts: values.FTPS_PASSIVE_PORTS,
    /** Undefined: a self-made certificate in dataDir. Absolute. */
    certificateFiles:
      certificateFile && keyFile
        ? { certificateFile: path.resolve(certificateFile), keyFile: path.resolve(keyFile) }
        : undefined,
  }
}

function toForeignFront(values: z.output<typeof schema>) {
  const { FOREIGN_FRONT_SECRET: secret, FOREIGN_FRONT_ADDRESSES: allowedAddresses } = values
  if (secret === undefined) return undefined
  const { FOREIGN_FRONT_FOLDER: filesFolder, FOREIGN_FRONT_REMOVE_HOURS: removeAfterHours } = values
  return { secret, allowedAddresses, filesFolder, removeAfterHours }
}

function toWatched(values: z.output<typeof schema>) {
  const { WATCHED_DIR: folder, WATCHED_REMOVE_HOURS: removeAfterHours } = values
  if (folder === undefined) return undefined
  const { WATCHED_SETTLE_SECONDS: settleSeconds, WATCHED_UNENDED_SECONDS: unendedSeconds } = values
  return { folder: path.resolve(folder), settleSeconds, unendedSeconds, removeAfterHours }
}

/**
 * Reads and checks a set of variables.
 * @throws EnvironmentError naming the first variable that is wrong and what it should be.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source)
  if (result.success) return toEnv(result.data)
  const issue = result.error.issues[0]
  const name = String(issue?.path[0] ?? 'The environment')
  throw new EnvironmentError(`${name} is not usable: ${issue?.message ?? 'unknown reason'}. See .env.example.`)
}

let current: Env | undefined

/** The environment of this process, read once. */
export function env(): Env {
  return (current ??= readEnv(process.env))
}
