// One file: fetched whole or not at all, delivered once; and what becomes of it there, which is done only then.
import { receiveStoredFile } from '@/lib/deliveries/receive-stored-file'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { destroyStored, storeStream } from '@/lib/platform/files'
import type { Diary } from './diary'
import type { RemoteFile, RemoteFolder } from './remote-folder'
import { PullTrouble } from './trouble'

/** A file changed so shortly before may be changed again without its time telling so. */
const FRESH_SECONDS = 120

export type FileSource = {
  readonly id: string
  readonly accountId: string
  readonly transferLoginId: string
  readonly host: string
  readonly after: 'leave' | 'delete' | 'move'
  readonly moveFolder: string | null
}

export type FetchResult = 'delivered' | 'known' | 'growing'

/**
 * Fetches and delivers a file that two looks have found the same, unless it is what was delivered last.
 * @throws PullTrouble; what was fetched by then is gone or committed.
 */
export async function fetchFile(
  source: FileSource,
  folder: RemoteFolder,
  file: RemoteFile,
  diary: Diary,
): Promise<FetchResult> {
  const last = await db.pullFile.findUnique({ where: { sourceId_name: { sourceId: source.id, name: file.name } } })
  if (last && !last.isFresh && isSame(last, file)) {
    await diary.add('known', { fileName: file.name })
    return 'known'
  }
  const stored = await download(folder, file, diary)
  if (!stored) {
    await diary.add('growing', { fileName: file.name })
    return 'growing'
  }
  // Another time alone makes it a file that came anew, where the server tells times.
  const isLast = last?.sha256 === stored.sha256 && (isSame(last, file) || !file.modifiedAt || !last.modifiedAt)
  const generation = (last?.generation ?? 0) + (isLast ? 0 : 1)
  if (isLast) await destroyStored(stored.storageKey)
  const deliveryId = isLast ? last.deliveryId : await deliver(source, file, stored, generation, diary)
  await remember(source.id, file, { generation, deliveryId, sha256: stored.sha256, size: stored.size })
  if (isLast) await diary.add('same', { fileName: file.name })
  return isLast ? 'known' : 'delivered'
}

type Stored = { storageKey: string; size: number; sha256: string }

function isSame(last: { size: bigint; modifiedAt: Date | null }, file: RemoteFile): boolean {
  return (
    Number(last.size) === file.size &&
    last.modifiedAt !== null &&
    last.modifiedAt.getTime() === file.modifiedAt?.getTime()
  )
}

/** Undefined: it was changed meanwhile. */
async function download(folder: RemoteFolder, file: RemoteFile, diary: Diary): Promise<Stored | undefined> {
  const bytesMax = env().uploadBytesMax
  const tooLarge = () => new PullTrouble('file-too-large', { fileName: file.name, limit: bytesMax })
  if (file.size > bytesMax) throw tooLarge()
  await diary.add('fetching', { fileName: file.name, size: file.size })
  const stored = await storeStream(folder.read(file.name), { bytesMax })
  if (!stored.ok) throw tooLarge()
  try {
    const after = await folder.look(file.name)
    const isAsBefore = after?.size === file.size && after.modifiedAt?.getTime() === file.modifiedAt?.getTime()
    if (isAsBefore && stored.size === file.size) return stored
    await destroyStored(stored.storageKey)
    if (isAsBefore) throw new PullTrouble('cut-short', { fileName: file.name, size: file.size, got: stored.size })
    return undefined
  } catch (error) {
    await destroyStored(stored.storageKey)
    throw error
  }
}

/** The same file fetched again, by this or another worker, is the same event: it is delivered once. */
async function deliver(source: FileSource, file: RemoteFile, stored: Stored, generation: number, diary: Diary) {
  const { accountId, transferLoginId, host, id } = source
  const { storageKey, size, sha256 } = stored
  await diary.stillMine().catch(async (error: unknown) => {
    await destroyStored(storageKey)
    throw error
  })
  const { delivery } = await receiveStoredFile({
    ...{ accountId, transferLoginId, fileName: file.name, via: 'pull', clientAddress: host },
    ...{ size, sha256, storageKey, eventId: `pull:${id}:${generation}:${sha256}:${file.name}` },
  })
  await diary.add('delivered', { fileName: file.name, deliveryId: delivery.id })
  return delivery.id
}

type Memory = { generation: number; deliveryId: string | null; sha256: string; size: number }

async function remember(sourceId: string, file: RemoteFile, memory: Memory): Promise<void> {
  const { name, modifiedAt } = file
  const isFresh = modifiedAt !== null && modifiedAt > secondsFrom(now(), -FRESH_SECONDS)
  const data = { ...memory, modifiedAt, isFresh, deliveredAt: now() }
  const where = { sourceId_name: { sourceId, name } }
  await db.pullFile.upsert({ where, create: { sourceId, name, ...data }, update: data })
}

/** Deletes or moves a delivered file where it came from, if the customer wants that and it is still that file. */
export async function tidyUp(source: FileSource, folder: RemoteFolder, file: RemoteFile, diary: Diary): Promise<void> {
  if (source.after === 'leave') return
  const fileName = file.name
  const there = await folder.look(fileName)
  if (!there) return
  if (there.size !== file.size || there.modifiedAt?.getTime() !== file.modifiedAt?.getTime()) {
    await diary.add('kept', { fileName })
    return
  }
  await diary.stillMine()
  if (source.after === 'delete') {
    await folder.remove(fileName)
    await diary.add('deleted', { fileName })
  } else {
    const otherName = `${now().toISOString().replace(/\D/g, '').slice(0, 14)}-${fileName}`
    const movedTo = await folder.move(fileName, source.moveFolder ?? '', otherName)
    await diary.add('moved', { fileName, folder: source.moveFolder ?? '', movedTo })
  }
}
