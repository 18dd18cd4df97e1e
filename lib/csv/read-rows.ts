// Reads a CSV file as it streams in: the header, then its rows with the physical line on which each begins, good ones and
// bad ones, in batches. What is wrong with one row costs that row; what is wrong with the file stops the reading.
import type { Issue } from '@/lib/issues/issue'
import { csvIssue } from './csv-issue'
import type { CsvEvent } from './csv-event'
import { encodingIssue } from './detect-encoding'
import type { Dialect } from './dialect'
import { defaultReadLimits, type ReadLimits } from './read-limits'
import { recogniseFile } from './recognise-file'
import { finish, readChunk, refuse, rowReader, type RowReader } from './row-reader'
import { transcoder } from './transcode'
import { UnreadableSource } from './unreadable-source'

export type ReadOptions = {
  /** Any of the limits, to lower them. */
  readonly limits?: Partial<ReadLimits>
  /**
   * The headers of the template's columns, in the order of its sample. They tell a file with another delimiter, and for
   * a file without header how many cells a row has. Whether the headers fit is not judged here.
   */
  readonly expectHeader?: readonly string[]
}

/** Enough to recognise what a file is. */
const FIRST_BYTES = 64 * 1024

/**
 * Reads the rows of a CSV file (RFC 4180, with what real senders do: any line ends, blank lines, a byte order mark, a
 * `sep=` line, other delimiters and encodings).
 *
 * Lines before the dialect's header line are passed over, blank lines too; all of them count as lines. A file without a
 * header (headerLine 0) yields no header event. Every row has as many cells as the header, or is a bad row. Duplicate
 * headers stop the file, one issue each. A file without rows is no issue here.
 *
 * @param source the bytes of the file, cut anywhere; closed when reading stops. An UnreadableSource it throws is the
 * file's issue.
 * @returns batches of about 1,000 events; after a `fileIssue` nothing follows but others of its kind
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  dialect: Dialect,
  options: ReadOptions = {},
): AsyncGenerator<CsvEvent[]> {
  const limits = { ...defaultReadLimits, ...options.limits }
  const reader = rowReader(dialect, limits, options.expectHeader)
  yield* readSource(source, reader, {
    readChunk: (chunk) => readChunk(reader, chunk),
    finish: () => finish(reader),
    refuse: (issue) => refuse(reader, issue),
  })
}

/** What becomes of the bytes of a file: events, or what another reader makes of them. */
export type Reading<Piece> = {
  /** Takes bytes in UTF-8, cut anywhere. */
  readonly readChunk: (chunk: Uint8Array) => Iterable<Piece>
  readonly finish: () => Iterable<Piece>
  readonly refuse: (issue: Issue) => Iterable<Piece>
}

/** Hands the bytes of a file on in UTF-8, unless it is evidently no such file or too large; closes the source. */
export async function* readSource<Piece>(
  source: AsyncIterable<Uint8Array>,
  reader: RowReader,
  reading: Reading<Piece>,
): AsyncGenerator<Piece> {
  const { encoding } = reader.dialect
  const { bytesMax } = reader.limits
  const transcode = transcoder(encoding)
  const input = source[Symbol.asyncIterator]()
  try {
    const first = await takeFirst(input)
    const refusal = recogniseFile(first) ?? encodingIssue(first, encoding)
    if (refusal) return yield* reading.refuse(refusal)

    let bytes = 0
    for (let chunk: Uint8Array | undefined = first; chunk; chunk = await next(input)) {
      bytes += chunk.length
      if (bytes > bytesMax) {
        return yield* reading.refuse(csvIssue('file-too-large', { params: { limitBytes: bytesMax } }))
      }
      yield* reading.readChunk(transcode(chunk))
      if (reader.isStopped) return yield* reading.finish()
    }
    yield* reading.readChunk(transcode(new Uint8Array(0), true))
    yield* reading.finish()
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error
    yield* reading.refuse(error.issue)
  } finally {
    await input.return?.()
  }
}

async function takeFirst(input: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (let bytes = 0; bytes < FIRST_BYTES;) {
    const chunk = await next(input)
    if (!chunk) break
    chunks.push(chunk)
    bytes += chunk.length
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

async function next(input: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  const result = await input.next()
  return result.done ? undefined : result.value
}
