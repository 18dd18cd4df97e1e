import { stat } from 'node:fs/promises'
import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { removeTaken } from './remove-taken'
import { stateOf } from './take-file'

beforeEach(emptyDatabase)

// Nobody may remove it, not even root.
const root = '/proc/sys'
const path = 'kernel/ostype'

it.skipIf(process.platform !== 'linux')(
  'what cannot be removed waits for an hour, and keeps nothing else waiting',
  async () => {
    const state = stateOf(await stat(`${root}/${path}`, { bigint: true }))
    const removeAt = new Date(Date.now() - 1000)
    const taken = { source: 'watched', sha256: '', takenAt: removeAt, removeAt }
    await db.takenFile.create({ data: { ...taken, ...state, path } })
    expect(await removeTaken(root, 'watched')).toBe(0)
    const { removeAt: again } = await db.takenFile.findFirstOrThrow()
    expect(again?.getTime()).toBeGreaterThan(Date.now() + 3000 * 1000)
    await db.takenFile.create({ data: { ...taken, ...state, path: 'kernel/gone' } })
    await removeTaken(root, 'watched')
    expect(await db.takenFile.findMany({ select: { path: true, removeAt: true }, orderBy: { path: 'asc' } })).toEqual([
      { path: 'kernel/gone', removeAt: null },
      { path, removeAt: again },
    ])
  },
)
