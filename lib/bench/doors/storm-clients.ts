// The senders of a storm: each has a login of its own, sends the next night's file as soon as it has heard that the last one
// is stored, and sends the same file again for as long as it has not. What it did and heard is its log.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { Client as FtpClient } from 'basic-ftp'
import ssh2 from 'ssh2'
import { randomAt } from '../data/random'
import type { StartedDoors } from './started-doors'
import type { TransferLogin } from './transfer-district'

export const STORM_FILE = 'students.csv'
const HEADER = 'Student ID,First Name,Last Name,School ID'
const PATIENCE_MS = 30_000
const PAUSE_MS_MAX = 300

export type Sent = {
  readonly night: number
  readonly sha256: string
  readonly rows: number
  /** Heard that it is stored. */
  told: boolean
  /** Tries whose answer was something else, or nothing. */
  unanswered: number
}

export type StormClient = {
  readonly login: TransferLogin
  readonly door: 'sftp' | 'ftps'
  readonly sent: readonly Sent[]
  /** Goes on until it is told to stop and its last file is stored. */
  readonly finished: Promise<void>
}

export type StormStart = {
  readonly doors: StartedDoors
  readonly login: TransferLogin
  readonly door: 'sftp' | 'ftps'
  readonly privateKey: string
  readonly rows: number
  readonly seed: number
  readonly index: number
  readonly isOver: () => boolean
}

/** Begins to send. */
export function startStormClient(start: StormStart): StormClient {
  const sent: Sent[] = []
  return { login: start.login, door: start.door, sent, finished: sendNights(start, sent) }
}

async function sendNights(start: StormStart, sent: Sent[]): Promise<void> {
  const random = randomAt(start.seed, 1000 + start.index)
  for (let night = 1; !start.isOver(); night += 1) {
    const content = fileOf(night, start.rows)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const entry: Sent = { night, sha256, rows: start.rows, told: false, unanswered: 0 }
    sent.push(entry)
    while (!entry.told) {
      entry.told = await put(start, content).catch(() => false)
      if (!entry.told) entry.unanswered += 1
      await delay(random() % PAUSE_MS_MAX)
    }
  }
}

/** Every row says which night it is from, so that a mixture of two files is seen. */
function fileOf(night: number, rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, row) => `${row + 1},Night${night},Reyes,012`)
  return Buffer.from([HEADER, ...lines, ''].join('\n'))
}

const put = (start: StormStart, content: Buffer) =>
  start.door === 'sftp' ? putOverSftp(start, content) : putOverFtps(start, content)

function putOverSftp({ doors, login, privateKey }: StormStart, content: Buffer): Promise<boolean> {
  const client = new ssh2.Client()
  const stored = new Promise<boolean>((resolve, reject) => {
    client.on('error', reject).on('close', () => reject(new Error('closed')))
    client.once('ready', () =>
      client.sftp((error, sftp) => {
        if (error) return reject(error)
        sftp.writeFile(STORM_FILE, content, (failure) => (failure ? reject(failure) : resolve(true)))
      }),
    )
    const place = { host: '127.0.0.1', port: doors.sftpPort, username: login.sftpUserName, privateKey }
    client.connect({ ...place, readyTimeout: PATIENCE_MS, keepaliveInterval: PATIENCE_MS })
  })
  return stored.finally(() => client.end())
}

async function putOverFtps({ doors, login }: StormStart, content: Buffer): Promise<boolean> {
  const client = new FtpClient(PATIENCE_MS)
  try {
    await client.access({
      ...{ host: '127.0.0.1', port: doors.ftpsPort, user: login.ftpsUserName, password: login.password },
      secure: 'implicit',
      secureOptions: { rejectUnauthorized: false },
    })
    const { code } = await client.uploadFrom(Readable.from([content]), STORM_FILE)
    return code === 226
  } finally {
    client.close()
  }
}
