// How the watched folder is, for those who run the installation: the intake says so every few seconds.
import { z } from 'zod'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'

const SILENT_AFTER_SECONDS = 30
const detailSchema = z.object({ folder: z.string(), problem: z.string().optional() })

export type WatchedState =
  | { readonly name: 'off' }
  /** silent: no intake says that it watches. trouble: the folder, or a file in it, cannot be read. */
  | { readonly name: 'watching' | 'trouble' | 'silent'; readonly folder: string; readonly problem?: string | undefined }

/** The state of the watched folder. */
export async function watchedFolderState(): Promise<WatchedState> {
  const beat = await db.heartbeat.findFirst({
    where: { process: 'watched', beatAt: { gt: secondsFrom(now(), -SILENT_AFTER_SECONDS) } },
    orderBy: { beatAt: 'desc' },
  })
  const detail = detailSchema.safeParse(beat?.detail)
  if (detail.success) return { name: detail.data.problem ? 'trouble' : 'watching', ...detail.data }
  const { watched } = env()
  return watched ? { name: 'silent', folder: watched.folder } : { name: 'off' }
}
