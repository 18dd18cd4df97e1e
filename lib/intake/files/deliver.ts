// The moment of delivery: a finished file is stored (synced, hashed, moved into the store) and handed over.
// The client hears success only after this has answered OK (faults 2.2).
import { randomUUID } from 'node:crypto'
import { now } from '@/lib/platform/clock'
import { adoptFile, DamagedFileError, destroyStored, type StoredFile } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import { type Answer, done, type FilesOwner, refused } from './account-files'
import type { Partial, Partials } from './partials'
import type { Receipts } from './receipts'
import type { SealedUploads } from './sealed-uploads'

/** How long the repeat of a file whose kept copy got through by itself counts as the same upload. */
const SAME_UPLOAD_MS = 24 * 60 * 60 * 1000

export type Deliver = (finished: Partial, name: string) => Promise<Answer>

type DeliverStart = {
  readonly owner: FilesOwner
  readonly partials: Partials
  readonly receipts: Receipts
  readonly sealedUploads: SealedUploads
}

/** Makes the function that delivers finished files of one connection. */
export function deliverInto({ owner, partials, receipts, sealedUploads }: DeliverStart): Deliver {
  const store = async (finished: Partial): Promise<StoredFile | undefined> => {
    try {
      return await adoptFile(partials.bytesPath(finished), finished.storageKey, finished)
    } catch (error) {
      log.error({ err: error, transferLoginId: owner.transferLoginId }, 'a finished upload could not be stored')
      // What the disk has spoiled can be resumed as often as one likes: it never becomes whole.
      if (error instanceof DamagedFileError) await partials.discard(finished)
      else await partials.keepResumable(finished, finished.size).catch(() => partials.discard(finished))
      return undefined
    }
  }

  const wasSentAlready = async (stored: StoredFile, name: string): Promise<boolean> => {
    const receipt = receipts.get(name)
    if (!receipt?.clientWasToldToRepeat || receipt.sha256 !== stored.sha256) return false
    if (now().getTime() - receipt.deliveredAt.getTime() > SAME_UPLOAD_MS) return false
    await destroyStored(stored.storageKey)
    await receipts.add({ ...receipt, clientWasToldToRepeat: false })
    return true
  }

  const send = ({ storageKey, size, sha256 }: StoredFile, fileName: string) =>
    sealedUploads.send({
      ...owner,
      eventId: randomUUID(),
      sealedAt: now(),
      path: `/${fileName}`,
      fileName,
      storageKey,
      size,
      sha256,
    })

  return async (finished, name) => {
    const stored = await store(finished)
    if (!stored) return refused('not-stored')
    if (await wasSentAlready(stored, name)) {
      await partials.discard(finished)
      return done
    }
    const outcome = await send(stored, name)
    await partials.discard(finished)
    if (outcome === 'refused') return refused('refused')
    if (outcome === 'kept') return refused('not-stored')
    const { size, sha256 } = stored
    await receipts.add({ name, size, sha256, deliveredAt: now(), clientWasToldToRepeat: false })
    return done
  }
}
