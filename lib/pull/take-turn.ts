// PROCESS STEP. One turn from its beginning to its end: in, look, look again, fetch, deliver, tidy up there, and tell people
// where they are needed.
import { setTimeout } from 'node:timers/promises'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { ATTEMPTS_MAX, openDiary, TurnLost, type Diary } from './diary'
import { endTurn } from './end-turn'
import { connectionTrouble, enterServer } from './enter-server'
import { fetchFile, tidyUp } from './fetch-file'
import type { RemoteFile, RemoteFolder } from './remote-folder'
import { PullTrouble } from './trouble'
import { matchFiles, wantedFiles } from './wanted-files'

const TURN_SECONDS_MAX = 2 * 3600
/** Between the two looks that tell whether a file is still being written. */
const SETTLE_SECONDS = 10

export type TurnOptions = {
  /** Between the two looks at each file. */
  readonly settleSeconds?: number
}

type Outcome = { delivered: number; isUnfinished: boolean; trouble: PullTrouble | null }

/**
 * Takes a turn. Trouble with the other server ends it and is told; what is thrown is trouble of ours, and it is tried
 * again by the queue.
 */
export async function takeTurn(turnId: string, signal: AbortSignal, options: TurnOptions = {}): Promise<void> {
  const diary = await openDiary(turnId)
  if (!diary) return
  const late = AbortSignal.timeout(TURN_SECONDS_MAX * 1000)
  try {
    const outcome = await visit(diary, AbortSignal.any([signal, late]), options).catch((error: unknown): Outcome => {
      if (error instanceof TurnLost) throw error
      // Asked to stop, it leaves the turn to the worker that comes next.
      signal.throwIfAborted()
      return { delivered: 0, isUnfinished: false, trouble: troubleOf(error, diary, late) }
    })
    // Its connections were cut because of that: no trouble of the server's.
    if (outcome.trouble) signal.throwIfAborted()
    await endTurn(diary, outcome)
  } catch (error) {
    if (error instanceof TurnLost) return log.warn({ turnId }, 'a turn was taken over by another worker')
    throw error
  }
}

function troubleOf(error: unknown, { turnId, attempts }: Diary, late: AbortSignal): PullTrouble {
  const trouble = connectionTrouble(error)
  if (trouble instanceof PullTrouble) return late.aborted ? new PullTrouble('timed-out') : trouble
  if (attempts < ATTEMPTS_MAX) throw error
  log.error({ turnId, error: (error as Error).name }, 'a turn broke again and again')
  return new PullTrouble('unexpected')
}

async function visit(diary: Diary, signal: AbortSignal, options: TurnOptions): Promise<Outcome> {
  const { purpose, source } = await db.pullTurn.findUniqueOrThrow({
    where: { id: diary.turnId },
    include: { source: { include: { transferLogin: { select: { name: true, disabledAt: true } } } } },
  })
  // A test shows whether one gets in, also before there is a template.
  const isTest = purpose === 'test'
  const wanted = isTest ? undefined : await wantedFiles(source)
  const folder = await enterServer(source, diary, signal)
  try {
    const all = await folder.list()
    const found = await matchFiles(all, wanted ?? (await wantedFiles(source)), diary)
    if (isTest) return { delivered: 0, isUnfinished: false, trouble: null }
    if (found.length === 0) await diary.add('nothing')
    const { settled, growing } = await lookTwice(folder, found, diary, signal, options)
    const outcome = await fetchAll(source, folder, settled, diary)
    return { ...outcome, isUnfinished: outcome.isUnfinished || growing > 0 }
  } finally {
    await folder.close()
  }
}

/** Leaves out the files that another look, some seconds later, finds changed: they are still being written. */
async function lookTwice(
  folder: RemoteFolder,
  files: readonly RemoteFile[],
  diary: Diary,
  signal: AbortSignal,
  { settleSeconds = SETTLE_SECONDS }: TurnOptions,
) {
  if (files.length === 0) return { settled: [], growing: 0 }
  // A listing may say less of a file than a look at it: both looks are of the same kind.
  const before = await lookAtAll(folder, files)
  await diary.add('waiting', { seconds: settleSeconds })
  await setTimeout(settleSeconds * 1000, undefined, { signal })
  const after = await lookAtAll(folder, before)
  const settled: RemoteFile[] = []
  for (const file of after) {
    const first = before.find(({ name }) => name === file.name)
    const isSame = first?.size === file.size && first.modifiedAt?.getTime() === file.modifiedAt?.getTime()
    if (isSame) settled.push(file)
    else await diary.add('growing', { fileName: file.name })
  }
  return { settled, growing: after.length - settled.length }
}

async function lookAtAll(folder: RemoteFolder, files: readonly RemoteFile[]): Promise<RemoteFile[]> {
  const found: RemoteFile[] = []
  for (const { name } of files) {
    const file = await folder.look(name)
    if (file) found.push(file)
  }
  return found
}

/** What is wrong with one file does not keep the others from being fetched; what is wrong with the connection does. */
async function fetchAll(
  source: Parameters<typeof fetchFile>[0],
  folder: RemoteFolder,
  files: readonly RemoteFile[],
  diary: Diary,
): Promise<Outcome> {
  const outcome: Outcome = { delivered: 0, isUnfinished: false, trouble: null }
  const ofOneFile = ['file-too-large', 'read-refused', 'after-refused', 'cut-short']
  for (const file of files) {
    try {
      const result = await fetchFile(source, folder, file, diary)
      if (result === 'delivered') outcome.delivered++
      if (result === 'growing') outcome.isUnfinished = true
      else await tidyUp(source, folder, file, diary)
    } catch (error) {
      if (!(error instanceof PullTrouble)) throw error
      outcome.trouble ??= new PullTrouble(error.reason, { fileName: file.name, ...error.params })
      if (!ofOneFile.includes(error.reason)) return outcome
      await diary.add('refused', { fileName: file.name, reason: error.reason })
    }
  }
  return outcome
}
