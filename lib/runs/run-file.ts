// The files of a run: the delivered file itself, or the members of a bundle in the order in which they are applied.
import type { ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { openStored, storedSize } from '@/lib/platform/files'
import type { Mode } from '@/lib/templates/template-settings'
import type { ClaimedRun } from './claim-run'

/** One file of one import type, to be read, planned and applied. */
export type RunFile = {
  /** As the sender calls it. */
  readonly name: string
  readonly type: ImportType
  readonly mapping: FileMapping
  readonly mode: Mode
  /** Its bytes, from the beginning; may be asked for more than once. */
  open(): Promise<AsyncIterable<Uint8Array>>
}

export type RunFiles = {
  readonly files: readonly RunFile[]
  /** Bytes of the delivered file. */
  readonly bytesTotal: number
}

/**
 * Opens the file of a run.
 * @returns undefined if its bytes are gone; an issue that makes the file unusable as a whole.
 */
export async function filesOf(run: ClaimedRun): Promise<RunFiles | { readonly issue: Issue } | undefined> {
  const { storageKey } = run
  const bytesTotal = storageKey === null ? undefined : await storedSize(storageKey)
  if (storageKey === null || bytesTotal === undefined) return undefined
  const files = run.members.map(({ type, mapping }) => {
    return { name: run.fileName, type, mapping, mode: run.settings.mode, open: () => openStored(storageKey) }
  })
  return { files, bytesTotal }
}
