// The files of a sample: itself, or, if it came packed, the members of the archive.
import { beginsAsArchive } from '@/lib/csv/archive/end-record'
import { openArchive } from '@/lib/csv/archive/open-archive'
import { recogniseFile } from '@/lib/csv/recognise-file'
import { UnreadableSource } from '@/lib/csv/unreadable-source'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { accessStored, readStored } from '@/lib/platform/files'
import { HEAD_BYTES } from './analyze-sample'

export type SampleFile = {
  readonly name: string
  readonly sizeBytes: number
  /** The first HEAD_BYTES of it. An issue if it turns out to be damaged. */
  readonly head: () => Promise<{ bytes: Uint8Array } | { issue: Issue }>
  /** All of it, in pieces that are to be looked at before the next one is asked for. Throws UnreadableSource if damaged. */
  readonly bytes: () => AsyncIterable<Uint8Array>
}

export type StoredSampleFile = { readonly fileName: string; readonly storageKey: string }

/**
 * Opens a stored sample.
 * @param importType of the job. A bundle is always an archive; for one type, an archive holds one file.
 * @throws if its bytes are gone.
 */
export async function openSample(
  { fileName, storageKey }: StoredSampleFile,
  importType: string,
): Promise<{ ok: true; files: SampleFile[] } | { ok: false; issue: Issue }> {
  const source = await accessStored(storageKey)
  if (!source) throw new Error('the bytes of a sample are gone')
  const firstBytes = await source.read(0, HEAD_BYTES)
  const isPacked = beginsAsArchive(firstBytes) && recogniseFile(firstBytes)?.params?.found !== 'workbook'
  if (importType !== BUNDLE && !isPacked) {
    const head = () => Promise.resolve({ bytes: firstBytes })
    const bytes = () => readStored(storageKey)
    return { ok: true, files: [{ name: fileName, sizeBytes: source.size, head, bytes }] }
  }
  const opened = await openArchive(source)
  if (!opened.ok) return opened
  const { members } = opened.archive
  if (importType !== BUNDLE && members.length > 1) {
    return { ok: false, issue: issueOf('file-archive-several', { params: { count: members.length } }) }
  }
  return {
    ok: true,
    files: members.map(({ name, sizeBytes, bytes }) => ({ name, sizeBytes, bytes, head: () => headOf(bytes()) })),
  }
}

async function headOf(source: AsyncIterable<Uint8Array>): Promise<{ bytes: Uint8Array } | { issue: Issue }> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of source) {
      pieces.push(piece)
      bytes += piece.byteLength
      if (bytes >= HEAD_BYTES) break
    }
  } catch (error) {
    if (error instanceof UnreadableSource) return { issue: error.issue }
    throw error
  }
  return { bytes: Buffer.concat(pieces).subarray(0, HEAD_BYTES) }
}
