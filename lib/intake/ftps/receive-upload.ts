// Takes the bytes of one file from its data connection, as fast as the disk takes them and no faster.
import type { Refusal, Upload } from '../files/account-files'
import type { DataConnection } from './data-connection'

const LINE_FEED = 0x0a

export type Received =
  /** Every byte came, and the client said that it was the last. */
  | { readonly end: 'whole'; readonly bytes: number; readonly atLineEnd: boolean }
  /** The connection ended in any other way. */
  | { readonly end: 'cut'; readonly bytes: number }
  /** The inbox takes no more of it. */
  | { readonly end: 'refused'; readonly bytes: number; readonly reason: Refusal }

export type ReceiveOptions = {
  readonly upload: Upload
  /** Where the first byte goes. */
  readonly position: number
  readonly unwrittenBytesMax: number
}

/** Resolves when the connection has ended and everything that came is on disk. Never throws for what a client does. */
export async function receiveUpload(data: DataConnection, options: ReceiveOptions): Promise<Received> {
  const { tls } = data
  const { upload, unwrittenBytesMax } = options
  let bytes = 0
  let unwritten = 0
  let lastBytes: Buffer = Buffer.alloc(0)
  let refusal: Refusal | undefined
  let written: Promise<unknown> = Promise.resolve()

  const take = async (chunk: Buffer, position: number): Promise<void> => {
    const answer = await upload.write(position, [chunk])
    unwritten -= chunk.length
    // A slow disk is our fault and uses up nobody's patience.
    data.noteBytes(0)
    if (!answer.ok) {
      refusal ??= answer.reason
      tls.destroy()
    } else if (tls.isPaused() && unwritten <= unwrittenBytesMax / 2) {
      tls.resume()
    }
  }

  tls.on('data', (chunk: Buffer) => {
    if (refusal) return
    data.noteBytes(chunk.length)
    // Writes are answered in their order, so that the last answer is the answer to all.
    written = take(chunk, options.position + bytes)
    bytes += chunk.length
    unwritten += chunk.length
    lastBytes = chunk.length > 1 ? chunk.subarray(-2) : Buffer.concat([lastBytes, chunk]).subarray(-2)
    if (unwritten > unwrittenBytesMax) tls.pause()
  })
  const isWhole = await new Promise<boolean>((resolve) => {
    tls.once('end', () => resolve(data.endedCleanly()))
    tls.once('close', () => resolve(false))
  })
  data.finish()
  await written
  if (refusal) return { end: 'refused', bytes, reason: refusal }
  return isWhole ? { end: 'whole', bytes, atLineEnd: endsLine(lastBytes) } : { end: 'cut', bytes }
}

/** In UTF-8 and in UTF-16 of either order. */
function endsLine(lastBytes: Buffer): boolean {
  return lastBytes.at(-1) === LINE_FEED || (lastBytes.at(-1) === 0 && lastBytes.at(-2) === LINE_FEED)
}
