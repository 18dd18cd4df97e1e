// For tests only: what the product promises of files, answers and undoing, in memory and without a thought to speed. The
// model test does the same steps here and there, and compares.
import { judgeChanges } from '@/lib/changes/thresholds'

export type ModelRow = {
  readonly id: string
  readonly name: string
  /** Fails its check. */
  readonly isBad: boolean
}

export type ModelFile = {
  readonly rows: readonly ModelRow[]
  /** A row of which nobody can tell whose it is stands in the file, too. */
  readonly hasUnreadable: boolean
}

export type ModelTemplate = { readonly index: number; readonly mode: 'full' | 'partial' }

/** A record with what the run that wrote it last left. */
type Entry = { name: string; isActive: boolean; owner: number; firstRun: number; lastRun: number }
type Kind = 'changed' | 'deactivated' | 'returned' | 'removed' | 'restored'
/** History: what a record was before a run wrote it; undefined: the run put it back into the table. */
type Change = { run: number; id: string; kind: Kind; before: Entry | undefined }

export type ModelCounts = Readonly<
  Record<'rows' | 'rejected' | 'added' | 'changed' | 'deactivated' | 'unchanged', number>
>
export type ModelRun = {
  readonly number: number
  readonly template: ModelTemplate
  readonly file: ModelFile
  state: 'applied' | 'held' | 'discarded' | 'rolledBack'
  counts: ModelCounts
  undoes?: ModelRun
}

type Plan = { counts: ModelCounts; activeBefore: number; steps: { id: string; kind: Kind | 'added'; name: string }[] }

export const thresholds = { deactivatedPercent: 20, changedPercent: 75, minRows: 2 }

export function newModel() {
  const roster = new Map<string, Entry>()
  const history: Change[] = []
  const runs: ModelRun[] = []
  let messages = 0

  /** Files of the template that came later and stand: what they wrote is not written over. */
  const newerThan = ({ number, template }: ModelRun) =>
    runs.filter(
      (other) => !other.undoes && other.state === 'applied' && other.template === template && other.number > number,
    )

  function plan(run: ModelRun): Plan {
    const { rows, hasUnreadable } = run.file
    const newer = new Set(newerThan(run).map(({ number }) => number))
    const good = rows.filter(({ isBad }) => !isBad)
    const steps: Plan['steps'] = []
    for (const { id, name } of good) {
      const entry = roster.get(id)
      if (!entry) steps.push({ id, name, kind: 'added' })
      else if (newer.has(entry.lastRun)) continue
      else if (!entry.isActive) steps.push({ id, name, kind: 'returned' })
      else if (entry.name !== name) steps.push({ id, name, kind: 'changed' })
    }
    if (run.template.mode === 'full' && !hasUnreadable) {
      for (const [id, { isActive, owner, name }] of roster) {
        const isMeant = isActive && owner === run.template.index && !rows.some((row) => row.id === id)
        if (isMeant) steps.push({ id, name, kind: 'deactivated' })
      }
    }
    const count = (...kinds: string[]) => steps.filter(({ kind }) => kinds.includes(kind)).length
    const counts = {
      rows: rows.length + (hasUnreadable ? 1 : 0),
      rejected: rows.length - good.length + (hasUnreadable ? 1 : 0),
      ...{ added: count('added', 'returned'), changed: count('changed'), deactivated: count('deactivated') },
      unchanged: good.length - count('added', 'returned', 'changed'),
    }
    const active = [...roster].filter(([, { isActive }]) => isActive)
    const own = active.filter(([, { owner }]) => owner === run.template.index)
    const met = active.filter(([id]) => good.some((row) => row.id === id))
    return { counts, steps, activeBefore: own.length > 0 ? own.length : met.length }
  }

  function write(run: ModelRun, { steps }: Plan): void {
    for (const { id, kind, name } of steps) {
      const entry = roster.get(id)
      if (kind === 'added' || !entry) {
        roster.set(id, { name, isActive: true, owner: run.template.index, firstRun: run.number, lastRun: run.number })
        continue
      }
      history.push({ run: run.number, id, kind: kind as Kind, before: { ...entry } })
      Object.assign(entry, { name, isActive: kind !== 'deactivated', lastRun: run.number })
      if (kind === 'returned') entry.owner = run.template.index
    }
  }

  function supersede(run: ModelRun): void {
    if (run.template.mode !== 'full') return
    for (const other of runs) {
      if (other.state === 'held' && other.template === run.template && other.number < run.number)
        other.state = 'discarded'
    }
  }

  /** @param approved what a person has agreed to. */
  function decide(run: ModelRun, approved?: ModelCounts): void {
    if (run.template.mode === 'full' && newerThan(run).length > 0) {
      run.state = 'discarded'
      return
    }
    const planned = plan(run)
    run.counts = planned.counts
    messages++
    const { counts, activeBefore } = planned
    const judged = judgeChanges({ ...counts, activeBefore, isFull: run.template.mode === 'full' }, thresholds)
    const isCovered = approved && counts.changed <= approved.changed && counts.deactivated <= approved.deactivated
    if (!judged.apply && !isCovered) {
      run.state = 'held'
      return
    }
    run.state = 'applied'
    write(run, planned)
    supersede(run)
  }

  const isSame = (one: Entry | undefined, other: Entry | undefined) => JSON.stringify(one) === JSON.stringify(other)
  const log = (run: ModelRun, id: string, kind: Kind) => history.push({ run: run.number, id, kind, before: copyOf(id) })
  const copyOf = (id: string) => {
    const entry = roster.get(id)
    return entry && { ...entry }
  }
  const put = (undo: ModelRun, id: string, before: Entry) => {
    const kind = roster.get(id)?.isActive === before.isActive ? 'changed' : before.isActive ? 'returned' : 'deactivated'
    log(undo, id, kind)
    roster.set(id, { ...before })
  }
  const remove = (undo: ModelRun, id: string) => {
    log(undo, id, 'removed')
    roster.delete(id)
  }

  function undoImport(undo: ModelRun, { number }: ModelRun): void {
    const own = history.filter(({ run }) => run === number)
    for (const [id, { firstRun, lastRun }] of [...roster]) {
      const change = own.find((one) => one.id === id && one.before?.firstRun !== number)
      if (lastRun !== number) continue
      if (change?.before) put(undo, id, change.before)
      else if (firstRun === number) remove(undo, id)
    }
  }

  function undoUndo(undo: ModelRun, { number }: ModelRun): void {
    for (const [place, change] of [...history.entries()].filter(([, { run }]) => run === number)) {
      const { id, kind, before } = change
      const entry = roster.get(id)
      if (!entry) {
        if (kind !== 'removed' || !before) continue
        history.push({ run: undo.number, id, kind: 'restored', before: undefined })
        roster.set(id, { ...before })
        continue
      }
      if (kind === 'removed') continue
      const later = history.slice(place + 1).find((one) => one.id === id && one.run !== undo.number)
      if (later && !isSame(entry, later.before)) continue
      if (kind === 'restored') remove(undo, id)
      else if (before) put(undo, id, before)
    }
  }

  function toggle(run: ModelRun, state: 'applied' | 'rolledBack'): void {
    run.state = state
    if (run.undoes) toggle(run.undoes, state === 'applied' ? 'rolledBack' : 'applied')
  }

  /** An undo that was undone is not undone again after another has undone what it brought back. */
  const isInForce = ({ undoes }: ModelRun, state: 'applied' | 'rolledBack' = 'rolledBack'): boolean =>
    !undoes || (undoes.state === state && isInForce(undoes, state === 'applied' ? 'rolledBack' : 'applied'))

  return {
    runs,
    mayUndo: (run: ModelRun) => run.state === 'applied' && isInForce(run),
    messages: () => messages,
    /** Name, state and owner of every record. */
    records: () => [...roster].map(([id, { name, isActive, owner }]) => `${id} ${name} ${isActive} ${owner}`).sort(),
    deliver(template: ModelTemplate, file: ModelFile): ModelRun {
      const run: ModelRun = { number: runs.length, template, file, state: 'held', counts: noCounts }
      runs.push(run)
      decide(run)
      return run
    },
    approve: (run: ModelRun) => decide(run, run.counts),
    discard: (run: ModelRun) => (run.state = 'discarded'),
    undo(undone: ModelRun): ModelRun {
      const { template, file } = undone
      const run: ModelRun = { number: runs.length, template, file, state: 'applied', counts: noCounts, undoes: undone }
      runs.push(run)
      if (undone.undoes) undoUndo(run, undone)
      else undoImport(run, undone)
      toggle(undone, 'rolledBack')
      messages++
      return run
    },
  }
}

export type Model = ReturnType<typeof newModel>

const noCounts: ModelCounts = { rows: 0, rejected: 0, added: 0, changed: 0, deactivated: 0, unchanged: 0 }
