// The files of a run: the delivered file itself, or the members of a bundle in the order in which they are applied.
import type { ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { beginsAsArchive } from '@/lib/csv/archive/end-record'
import type { RandomAccess } from '@/lib/csv/archive/archive'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import { accessStored, readStored } from '@/lib/platform/files'
import { fileSizeIssue } from '@/lib/validation/file-size'
import type { Mode } from '@/lib/templates/template-settings'
import { membersOf } from './bundle-files'
import type { ClaimedRun } from './claim-run'
import { rowsExpectedIn } from './rows-expected'

/** One file of one import type, to be read, planned and applied. */
export type RunFile = {
  /** As the sender calls it. */
  readonly name: string
  readonly type: ImportType
  readonly mapping: FileMapping
  readonly mode: Mode
  /** What the bundle's manifest says of it; undefined where nothing does. */
  readonly declared?: 'bulk' | 'delta' | undefined
  /** About how many rows it has, by its size. */
  readonly rowsExpected: number
  /** Its bytes, from the beginning; may be asked for more than once. */
  open(): Promise<AsyncIterable<Uint8Array>>
}

/** Something wrong with a file of the run, or, without a name, with the delivered file as a whole. */
export type FileIssue = { readonly file?: string; readonly issue: Issue }

export type RunFiles = {
  readonly files: readonly RunFile[]
  /** Bytes to be read: those of the delivered file, or of the members unpacked. */
  readonly bytesTotal: number
  /** What is to be told of them, though they can be read. */
  readonly issues: readonly FileIssue[]
}

/** Why nothing of the delivered file can be used: at least one of them is an error. */
export type RefusedFiles = { readonly refused: readonly FileIssue[] }

/**
 * Opens the file of a run.
 * @returns undefined if its bytes are gone.
 */
export async function filesOf(run: ClaimedRun): Promise<RunFiles | RefusedFiles | undefined> {
  const { storageKey } = run
  const source = storageKey === null ? undefined : await accessStored(storageKey)
  if (storageKey === null || !source) return undefined
  const tooLarge = fileSizeIssue(run.importType, run.fileName, source.size)
  if (tooLarge) return { refused: [{ issue: tooLarge }] }
  if (await expectsArchive(run, source)) return membersOf(run, source)
  const whole = { name: run.fileName, mode: run.settings.mode, rowsExpected: rowsExpectedIn(source.size) }
  const files = run.members.map(({ type, mapping }) => {
    return { ...whole, type, mapping, open: () => Promise.resolve(readStored(storageKey)) }
  })
  return { files, bytesTotal: source.size, issues: [] }
}

/** A bundle, or a single file that is sent packed: its mapping then has the name of the member. */
async function expectsArchive(run: ClaimedRun, source: RandomAccess): Promise<boolean> {
  if (run.importType === BUNDLE) return true
  const isPacked = run.members.some(({ mapping }) => mapping.name !== run.fileName)
  return isPacked && (/\.zip$/i.test(run.fileName) || beginsAsArchive(await source.read(0, 4)))
}
