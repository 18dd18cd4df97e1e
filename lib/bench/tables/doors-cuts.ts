// An upload over SFTP that is cut at a thousand places, from the first byte of the handshake to the last one before the
// client says that the file is whole: none may be delivered, and no client may hear that it was. What is cut of FTPS, at two
// hundred places and in both ways, is in the tests of its door (lib/intake/ftps/completeness.test.ts).
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import ssh2 from 'ssh2'
import { randomAt } from '../data/random'
import { startCuttingLine, type Cut } from '../doors/cutting-line'
import { startDoors, type StartedDoors } from '../doors/started-doors'
import { clientKey, newLogins, type TransferLogin } from '../doors/transfer-district'
import type { Installation } from '../installation'
import { markdownTable } from '../print-tables'

const FILE_BYTES = 96_000
const PIECE_BYTES = 8_000
const NAME = 'users.csv'
const AT_ONCE = 4
/** Handshakes differ by some bytes; what is cut must lie before the client's last word. */
const MARGIN_BYTES = 32
const PATIENCE_MS = 30_000

export type DoorsCuts = {
  readonly seed: number
  readonly cuts: number
  /** Cuts after which a client heard that the file is stored. */
  readonly believed: number
  readonly delivered: number
  /** Names that can be seen afterwards as if they were whole. */
  readonly wholeNames: number
  readonly seconds: number
}

type Place = { readonly doors: StartedDoors; readonly privateKey: string; readonly login: TransferLogin }

/** Cuts so often. */
export async function measureDoorsCuts(
  installation: Installation,
  { cuts, seed }: { readonly cuts: number; readonly seed: number },
  tell: (line: string) => void,
): Promise<DoorsCuts> {
  const folder = path.join(installation.folder, 'cuts')
  mkdirSync(folder, { recursive: true })
  const key = await clientKey(folder)
  const logins = await newLogins(key, AT_ONCE + 1)
  const doors = await startDoors(installation, ['web', 'intake'])
  const began = performance.now()
  try {
    tell(`cuts: seed ${seed}`)
    const placeOf = (index: number): Place => ({
      ...{ doors, privateKey: key.privateText },
      login: logins[index] as TransferLogin,
    })
    const whole = await upload(placeOf(AT_ONCE))
    if (!whole.isTold) throw new Error('An upload that was not cut was not taken.')
    const last = whole.bytesBeforeClose - MARGIN_BYTES
    const random = randomAt(seed, 0)
    const planned = Array.from({ length: cuts }, (_, index): Cut => {
      const step = last / cuts
      return {
        afterBytes: Math.floor(index * step + ((random() % 1000) / 1000) * step),
        how: index % 2 ? 'RST' : 'FIN',
      }
    })
    let believed = 0
    const waiting = planned.values()
    const work = async (place: Place) => {
      for (const cut of waiting) if ((await upload(place, cut)).isTold) believed += 1
    }
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => work(placeOf(index))))
    const accounts = [logins[0]?.accountId]
    const found = await installation.client.query('select from deliveries where account_id = $1', accounts)
    return {
      ...{ seed, cuts, believed, delivered: (found.rowCount ?? 0) - 1, seconds: (performance.now() - began) / 1000 },
      wholeNames: await wholeNames(placeOf(0), logins.slice(0, AT_ONCE)),
    }
  } finally {
    await doors.stop()
  }
}

type Uploaded = { readonly isTold: boolean; readonly bytesBeforeClose: number }

async function upload({ doors, privateKey, login }: Place, cut?: Cut): Promise<Uploaded> {
  const line = await startCuttingLine(doors.sftpPort, cut)
  const client = new ssh2.Client()
  let bytesBeforeClose = 0
  const told = new Promise<boolean>((resolve) => {
    client.on('error', () => resolve(false)).on('close', () => resolve(false))
    client.once('ready', () =>
      client.sftp((error, sftp) => {
        if (error) return resolve(false)
        sftp.open(NAME, 'w', (failure, handle) => {
          if (failure) return resolve(false)
          const content = Buffer.alloc(FILE_BYTES, 'id,given,family\n')
          const close = () => {
            bytesBeforeClose = line.passedBytes()
            sftp.close(handle, (refusal) => resolve(!refusal))
          }
          // Line by line, so that what came may look like a whole file wherever it was cut.
          const write = (at: number): void => {
            if (at >= content.length) return close()
            const length = Math.min(PIECE_BYTES, content.length - at)
            sftp.write(handle, content, at, length, at, (trouble) => (trouble ? resolve(false) : write(at + length)))
          }
          write(0)
        })
      }),
    )
    const place = { host: '127.0.0.1', port: line.port, username: login.sftpUserName, privateKey }
    client.connect({ ...place, readyTimeout: PATIENCE_MS, keepaliveInterval: 0 })
  })
  const isTold = await told
  client.end()
  await line.stop()
  return { isTold, bytesBeforeClose }
}

/** Of each login that was cut, whether its file can be seen at its full size: its client would never send it again. */
async function wholeNames(place: Place, logins: readonly TransferLogin[]): Promise<number> {
  let whole = 0
  for (const login of logins) if ((await sizeSeen({ ...place, login })) >= FILE_BYTES) whole += 1
  return whole
}

function sizeSeen({ doors, privateKey, login }: Place): Promise<number> {
  const client = new ssh2.Client()
  const seen = new Promise<number>((resolve, reject) => {
    client.on('error', reject)
    client.once('ready', () =>
      client.sftp((error, sftp) => {
        if (error) return reject(error)
        sftp.stat(NAME, (missing, found) => resolve(missing ? 0 : found.size))
      }),
    )
    client.connect({ host: '127.0.0.1', port: doors.sftpPort, username: login.sftpUserName, privateKey })
  })
  return seen.finally(() => client.end())
}

/** What was cut and what came of it. */
export function doorsCutsTable({ seed, cuts, believed, delivered, wholeNames, seconds }: DoorsCuts): string {
  const isGood = believed === 0 && delivered === 0 && wholeNames === 0
  return markdownTable(
    ['SFTP uploads cut', 'told "stored"', 'delivered', 'seen as whole', 'time', 'as it must be'],
    [
      [
        ...[`${cuts} (seed ${seed})`, String(believed), String(delivered), String(wholeNames)],
        ...[`${seconds.toFixed(0)} s`, isGood ? 'yes' : 'no'],
      ],
    ],
  )
}
