// All issues of a run that has more than are stored one by one: a file, written while they come up and named in the
// transaction that ends the run. A try that dies leaves a file that no run names; it is found by its age.
import { destroyAfterDays, ISSUE_LIST_KEEP_DAYS } from '@/lib/deliveries/retention'
import type { Issue } from '@/lib/issues/issue'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { destroySpill, openSpill, readSpill, spillsBefore, type Spill } from '@/lib/platform/spill-file'

/** Longer than any run goes on (RUN_SECONDS_MAX in process.ts). */
const UNNAMED_AFTER_SECONDS = 8 * 3600
const BATCH = 500

export type IssueList = {
  add(issue: Issue): void
  finish(): string | null
  discard(): void
}

/** @param storedMax while there are no more than this, no file is written. */
export function issueList(storedMax: number): IssueList {
  let first: Issue[] = []
  let file: Spill | undefined
  let isFinished = false

  const begin = () => {
    file = openSpill()
    for (const issue of first) file.write(JSON.stringify(issue))
    first = []
    return file
  }
  return {
    add(issue) {
      if (!file && first.length < storedMax) first.push(issue)
      else (file ?? begin()).write(JSON.stringify(issue))
    },
    finish() {
      file?.finish()
      isFinished = true
      return file?.key ?? null
    },
    discard() {
      // A finished one may be named by now, even if no answer to the commit came.
      if (isFinished) return
      file?.discard()
      file = undefined
    },
  }
}

/** The issues of a list, in the order they were found. @throws if its file is gone. */
export async function* readIssueList(key: string): AsyncGenerator<Issue> {
  for await (const line of readSpill(key)) yield JSON.parse(line) as Issue
}

/**
 * Destroys the lists whose days are over, and the files no run names. The run forgets its list last, so that a crash in
 * between leaves nothing behind that nobody knows of.
 * @returns how many.
 */
export async function destroyIssueLists(): Promise<number> {
  const over = await db.run.findMany({
    where: { issueListKey: { not: null }, finishedAt: { lt: destroyAfterDays(now(), -ISSUE_LIST_KEEP_DAYS) } },
    select: { id: true, issueListKey: true },
    take: BATCH,
  })
  for (const { id, issueListKey } of over) {
    await destroySpill(issueListKey ?? '')
    await db.run.update({ where: { id }, data: { issueListKey: null } })
  }
  return over.length + (await destroyUnnamed())
}

async function destroyUnnamed(): Promise<number> {
  const old = await spillsBefore(secondsFrom(now(), -UNNAMED_AFTER_SECONDS))
  const named = await db.run.findMany({ where: { issueListKey: { in: old } }, select: { issueListKey: true } })
  const kept = new Set(named.map(({ issueListKey }) => issueListKey))
  const unnamed = old.filter((key) => !kept.has(key))
  for (const key of unnamed) await destroySpill(key)
  return unnamed.length
}
