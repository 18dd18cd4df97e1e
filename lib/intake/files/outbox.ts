// The outbox of one login as its client sees it: a folder beside the inbox from which files are read, and nothing is put
// into. Bytes are read in large pieces, the next one while the client takes the one before.
import {
  type OutboxFile,
  noteFetched,
  outboxFileNamed,
  outboxOfLogin,
  removeReply,
} from '@/lib/outbox-files/outbox-file'
import { accessStored } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import { type Answer, done, type Download, type FileFacts, type OutboxFolder, refused } from './account-files'

/** Bytes read at once; at most three such pieces are held for one open file. */
const PIECE_BYTES = 1024 * 1024

/** The outbox of a login. */
export function outboxOf(transferLoginId: string): OutboxFolder {
  return {
    list: async () => (await outboxOfLogin(transferLoginId)).map(factsOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
    async stat(name) {
      const file = await outboxFileNamed(transferLoginId, name)
      return file ? { ok: true, file: factsOf(file) } : refused('no-such-file')
    },
    open: (name) => openToRead(transferLoginId, name),
    async remove(name) {
      const removed = await removeReply(transferLoginId, name)
      if (removed.ok) return done
      return refused(removed.reason === 'no-such-file' ? 'no-such-file' : 'read-only')
    },
  }
}

/** An outbox without files, for logins that have none. */
export const emptyOutbox: OutboxFolder = {
  list: () => Promise.resolve([]),
  stat: () => Promise.resolve(refused('no-such-file')),
  open: () => Promise.resolve(refused('no-such-file')),
  remove: () => Promise.resolve(refused('no-such-file')),
}

async function openToRead(transferLoginId: string, name: string): Promise<Answer<{ download: Download }>> {
  const file = await outboxFileNamed(transferLoginId, name)
  const source = file?.storageKey ? await accessStored(file.storageKey) : undefined
  if (!file || !source) return refused('no-such-file')
  let isNoted = false
  const noteEnd = () => {
    if (isNoted) return
    isNoted = true
    // Whether it is noted is no matter of the client's.
    noteFetched(file.id).catch((error: unknown) => log.warn({ err: error }, 'a fetched file could not be noted'))
  }
  return { ok: true, download: { facts: () => factsOf(file), read: readAhead(source, noteEnd) } }
}

type Source = { readonly size: number; read(position: number, length: number): Promise<Uint8Array> }

/** Reads any part, from pieces that are kept; the piece behind the one asked for is read at the same time. */
function readAhead({ size, read }: Source, onEnd: () => void): Download['read'] {
  const kept = new Map<number, Promise<Uint8Array>>()
  const pieceAt = (index: number): Promise<Uint8Array> => {
    const known = kept.get(index)
    if (known) return known
    const start = index * PIECE_BYTES
    const piece = read(start, Math.min(PIECE_BYTES, size - start))
    kept.set(index, piece)
    // Whoever asks for it hears of what went wrong, and the next one tries again.
    piece.catch(() => kept.delete(index))
    return piece
  }
  return async (position, length) => {
    const end = Math.min(position + length, size)
    if (position >= end) return new Uint8Array()
    const index = Math.floor(position / PIECE_BYTES)
    for (const one of kept.keys()) if (one < index - 1 || one > index + 1) kept.delete(one)
    if ((index + 1) * PIECE_BYTES < size) void pieceAt(index + 1).catch(() => undefined)
    const piece = (await pieceAt(index)).subarray(position - index * PIECE_BYTES, end - index * PIECE_BYTES)
    // Fewer bytes than asked for mean the end: libssh2 gives a file up that goes on behind them.
    const isCut = position + piece.length < end
    const part = isCut
      ? Buffer.concat([piece, (await pieceAt(index + 1)).subarray(0, end - position - piece.length)])
      : piece
    if (end >= size) onEnd()
    return part
  }
}

function factsOf({ name, size, readyAt, createdAt }: OutboxFile): FileFacts {
  return { name, size: Number(size), modifiedAt: readyAt ?? createdAt, delivered: false }
}
