// One file being written by one client, from OPEN to CLOSE.
import { now } from '@/lib/platform/clock'
import type { SealedFile } from '@/lib/platform/files'
import { type Answer, done, refused, type Upload } from './account-files'
import { isTemporaryName } from './file-name'
import type { Partial, Partials } from './partials'
import { type Reserve, UploadWriter } from './upload-writer'

export type UploadStart = {
  readonly partials: Partials
  readonly partial: Partial
  readonly file: SealedFile
  readonly append: boolean
  readonly bytesMax: number
  readonly reserve: Reserve
  /** Seals the finished file and hands it over. */
  readonly deliver: (partial: Partial) => Promise<Answer>
  /** The name is free again. */
  readonly onEnd: () => void
}

/**
 * Takes a file that has just been created or reopened. Its record says "receiving" from here on, so that a crash cannot
 * leave a changed file behind that passes for a complete one.
 */
export async function openUpload(start: UploadStart): Promise<Upload> {
  const { partials, partial, file } = start
  const stateBefore = partial.state
  // A reopened file that nothing is written to is left as it was; a new or emptied one counts as written.
  let isNew = partial.size === 0
  let ending: Promise<unknown> | undefined

  const writer = new UploadWriter({
    file,
    size: partial.size,
    bytesMax: start.bytesMax,
    reserve: start.reserve,
    onFirstGap: async () => {
      partial.scattered = true
      await partials.save(partial)
    },
  })
  partial.state = 'receiving'
  await partials.save(partial)

  const noteSize = () => {
    partial.size = writer.end
    partial.modifiedAt = now()
  }

  const leaveAsItWas = async (): Promise<void> => {
    await file.close()
    partial.state = stateBefore
    await partials.save(partial)
  }

  const keepWhatCame = async (): Promise<void> => {
    const { damage } = writer
    // What can never become whole, or what others need the space of, is not kept for two days.
    if (damage === 'too-large' || damage === 'no-space') {
      await file.release()
      return partials.discard(partial)
    }
    // What a broken or full disk holds of it is found out when it is opened again.
    await (damage ? file.release() : file.close().catch(() => undefined))
    await partials.keepResumable(partial, writer.wholeBytes)
  }

  const finish = async (): Promise<Answer> => {
    await writer.settled()
    if (!writer.touched && !isNew) {
      await leaveAsItWas()
      return stateBefore === 'complete' ? done : refused('incomplete')
    }
    const sealed = writer.isWhole ? await writer.seal() : refused(writer.damage ?? 'incomplete')
    if (!sealed.ok) {
      await keepWhatCame()
      return sealed
    }
    await file.close()
    partial.sha256 = writer.sha256()
    if (!isTemporaryName(partial.name)) return start.deliver(partial)
    partial.state = 'complete'
    await partials.save(partial)
    return done
  }

  const giveUp = async (): Promise<void> => {
    await writer.settled()
    if (writer.touched || isNew) await keepWhatCame()
    else await leaveAsItWas()
  }

  const endWith = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = work()
    ending = mine
    try {
      return await mine
    } finally {
      start.onEnd()
    }
  }

  return {
    facts: () => ({ name: partial.name, size: writer.end, modifiedAt: partial.modifiedAt, delivered: false }),
    write(position, pieces) {
      if (ending) return Promise.resolve(refused('no-such-file'))
      const written = writer.write(start.append ? writer.end : position, pieces)
      noteSize()
      return written
    },
    async resize(size) {
      if (ending) return refused('no-such-file')
      if (size === 0) isNew = true
      const answer = await writer.resize(size)
      noteSize()
      return answer
    },
    sync: () => writer.seal(),
    close: () => (ending ? Promise.resolve(refused('no-such-file')) : endWith(finish)),
    async abandon() {
      if (ending) await ending.catch(() => undefined)
      else await endWith(giveUp)
    },
  }
}
