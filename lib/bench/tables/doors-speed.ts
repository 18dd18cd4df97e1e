// How fast one file of a GiB goes in, through the doors and through the servers a district would otherwise run, in turn,
// with the same client, key, cipher and machine. What it costs the server's processor is steadier than the time.
import { createHash, randomFillSync } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startSlowLine } from '../doors/slow-line'
import { noProftpd, noSshd, proftpdLogin, sshdUser, startProftpd, startSshd } from '../doors/peer-servers'
import { watchMemory } from '../doors/proportional-memory'
import { startDoors, type StartedDoors } from '../doors/started-doors'
import { curl, sftp } from '../doors/transfer-clients'
import { clientKey, newLogins, type ClientKey, type TransferLogin } from '../doors/transfer-district'
import { median, sameRoundRatios, spreadOf, type Spread } from '../figures'
import type { Installation } from '../installation'
import { allOf, timesOf, type Entry, type Ledger, type Value } from '../ledger'
import { markdownTable } from '../print-tables'
import { difference, familySeconds } from '../process-figures'

const MEGABYTE = 1024 * 1024
/** As long as a line from one coast to the other. */
const ROUND_TRIP_MS = 40
/** Over that line a file of this share is enough to tell. */
const FAR_SHARE = 1 / 4
/** How long a server may take to count what its ended children used. */
const SETTLE_MS = 300

const NAME = 'measured.csv'

type Contest = {
  readonly name: string
  readonly peer: string
  /** At least so many times the speed of the peer. */
  readonly must?: number
  readonly megabytes: number
  readonly ours: () => Promise<number>
  readonly theirs: () => Promise<number>
  readonly theirPid: number
}

export type DoorsSpeed = { readonly contests: readonly Contest[]; readonly entries: readonly Entry[] }

type Place = {
  readonly folder: string
  readonly doors: StartedDoors
  readonly key: ClientKey
  readonly login: TransferLogin
  readonly megabytes: number
}

/** Measures every contest so often, ours and theirs in turn. */
export async function measureDoorsSpeed(
  installation: Installation,
  { megabytes, rounds }: { readonly megabytes: number; readonly rounds: number },
  ledger: Ledger,
): Promise<DoorsSpeed> {
  const folder = path.join(installation.folder, 'transfers')
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const key = await clientKey(folder)
  const [login] = await newLogins(key, 1)
  if (!login) throw new Error('There is no login to measure with.')
  const doors = await startDoors(installation, ['web', 'intake'])
  const stops: (() => Promise<unknown>)[] = [() => doors.stop()]
  try {
    const place = { folder, doors, key, login, megabytes }
    const contests = [...(await sftpContests(place, stops)), ...(await ftpsContests(place, stops))]
    for (const [index, contest] of contests.entries()) {
      for (let round = 0; round < rounds; round += 1) {
        await meet(contest, round, (index + round) % 2 === 0, place, installation, ledger)
      }
    }
    return { contests, entries: ledger.entries }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

async function sftpContests(place: Place, stops: (() => Promise<unknown>)[]): Promise<Contest[]> {
  if (noSshd) return []
  const { folder, doors, key, login, megabytes } = place
  const sshd = await startSshd(folder, key)
  stops.push(() => sshd.stop())
  const [ourLine, theirLine] = [doors.sftpPort, sshd.port].map((port) => startSlowLine(port, ROUND_TRIP_MS / 2))
  const [far, theirFar] = [await ourLine, await theirLine]
  stops.push(async () => Promise.all([far?.stop(), theirFar?.stop()]))
  const file = await fileOf(folder, megabytes)
  const farFile = await fileOf(folder, Math.ceil(megabytes * FAR_SHARE))
  const put = (cipher: string | undefined, from: string, ports: readonly [number | undefined, number | undefined]) => ({
    ours: () =>
      sftp(
        { port: ports[0] ?? 0, userName: login.sftpUserName, keyFile: key.file, folder, cipher },
        `put ${from} ${NAME}`,
      ),
    theirs: () =>
      sftp(
        { port: ports[1] ?? 0, userName: sshdUser, keyFile: key.file, folder, cipher },
        `put ${from} ${path.join(sshd.folder, NAME)}`,
      ),
  })
  const shared = { peer: 'sshd', theirPid: sshd.pid }
  const near = [doors.sftpPort, sshd.port] as const
  return [
    ...([undefined, 'aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'] as const).map((cipher) => ({
      ...{ ...shared, name: `SFTP upload, ${cipher?.split('@')[0] ?? 'as the client chooses'}`, must: 1.2, megabytes },
      ...put(cipher, file, near),
    })),
    {
      ...{ ...shared, name: `SFTP upload, aes128-gcm, ${ROUND_TRIP_MS} ms away`, must: 1.5 },
      megabytes: Math.ceil(megabytes * FAR_SHARE),
      ...put('aes128-gcm@openssh.com', farFile, [far?.port, theirFar?.port]),
    },
  ]
}

async function ftpsContests(place: Place, stops: (() => Promise<unknown>)[]): Promise<Contest[]> {
  if (noProftpd) return []
  const { folder, doors, login, megabytes } = place
  const proftpd = await startProftpd(folder)
  stops.push(() => proftpd.stop())
  const file = await fileOf(folder, megabytes)
  const us = { port: doors.ftpsPort, userName: login.ftpsUserName, password: login.password }
  const them = { port: proftpd.port, ...proftpdLogin }
  return [
    {
      ...{ name: 'FTPS upload, aes128-gcm', peer: 'ProFTPD', must: 1, megabytes, theirPid: proftpd.pid },
      ours: () => curl(us, NAME, '--upload-file', file),
      theirs: () => curl(them, NAME, '--upload-file', file),
    },
  ]
}

// Bytes nobody can press together, made once a size; a line break at the end, as every CSV file has.
async function fileOf(folder: string, megabytes: number): Promise<string> {
  const file = path.join(folder, `${megabytes}.csv`)
  const handle = await open(file, 'w')
  const piece = randomFillSync(Buffer.allocUnsafe(MEGABYTE))
  for (let written = 0; written < megabytes; written += 1) {
    piece.set(createHash('sha256').update(String(written)).digest())
    piece[MEGABYTE - 1] = 10
    await handle.write(piece)
  }
  await handle.close()
  return file
}

async function meet(
  contest: Contest,
  round: number,
  weBegin: boolean,
  { doors, folder }: Place,
  installation: Installation,
  ledger: Ledger,
): Promise<void> {
  const ours = () =>
    ledger.book({ name: contest.name }, round, async () => {
      doors.forgetLoopDelay()
      const value = await watched(doors.pid('intake'), contest.ours)
      // Nothing of it is needed any more, and a disk is soon full of files of a GiB.
      rmSync(path.join(installation.folder, 'files'), { recursive: true, force: true })
      return { ...value, loopDelayMs: doors.loopDelay()?.p99 }
    })
  const theirs = () =>
    ledger.book({ name: `${contest.name}: ${contest.peer}` }, round, async () => {
      const value = await watched(contest.theirPid, contest.theirs)
      for (const peer of ['sshd', path.join('proftpd', 'files')]) rmSync(path.join(folder, peer, NAME), { force: true })
      return value
    })
  for (const work of weBegin ? [ours, theirs] : [theirs, ours]) await work()
}

async function watched(pid: number, work: () => Promise<number>): Promise<Value> {
  const before = familySeconds(pid)
  const memory = watchMemory(pid)
  try {
    const ms = await work()
    await delay(SETTLE_MS)
    const used = difference(familySeconds(pid), before)
    return { ms, ...(used === undefined ? {} : { nodeSeconds: used }), ...optional('peakMegabytes', memory.stop()) }
  } finally {
    memory.stop()
  }
}

const optional = <Name extends string>(name: Name, value: number | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: number }

/** Each contest with both speeds, the median of their quotients, and what a GiB costs the processor. */
export function doorsSpeedTable({ contests, entries }: DoorsSpeed): string {
  const header = [
    ...['Transfer', 'Rollcall', 'beside it', 'times as fast', 'range', 'must', 'reached'],
    ...['CPU s/GiB', 'beside it', 'MB', 'loop p99'],
  ]
  const rows = contests.map((contest) => {
    const entry = (name: string) => entries.find((found) => found.name === name) ?? { name, values: [] }
    const [ours, theirs] = [entry(contest.name), entry(`${contest.name}: ${contest.peer}`)]
    const trouble = [...ours.values, ...theirs.values].find((value) => value?.trouble)?.trouble
    const ratio = spreadOf(sameRoundRatios(timesOf(theirs), timesOf(ours)))
    if (!ratio) return [contest.name, trouble ?? 'not measured', ...header.slice(2).map(() => '')]
    return [
      ...[contest.name, speed(ours, contest.megabytes), `${contest.peer} ${speed(theirs, contest.megabytes)}`],
      ...[ratio.median.toFixed(2), rangeOf(ratio), contest.must?.toFixed(1) ?? ''],
      contest.must === undefined ? '' : ratio.median >= contest.must ? 'yes' : 'no',
      ...[ours, theirs].map((each) => perGigabyte(each, contest.megabytes)),
      (spreadOf(allOf(ours, 'peakMegabytes'))?.max ?? NaN).toFixed(0),
      `${(median(allOf(ours, 'loopDelayMs')) ?? NaN).toFixed(0)} ms`,
    ]
  })
  return markdownTable(header, rows)
}

const rangeOf = ({ min, max }: Spread) => `${min.toFixed(2)} to ${max.toFixed(2)}`

function speed(entry: Entry, megabytes: number): string {
  const ms = median(timesOf(entry).flatMap((value) => value ?? []))
  return ms === undefined ? '' : `${((megabytes * 1000) / ms).toFixed(0)} MiB/s`
}

function perGigabyte(entry: Entry, megabytes: number): string {
  const seconds = median(allOf(entry, 'nodeSeconds'))
  return seconds === undefined ? '' : ((seconds * 1024) / megabytes).toFixed(2)
}
