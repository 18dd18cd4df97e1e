// An inbox whose use is noted: what was listed, written, renamed or removed, and what was refused. It changes nothing
// about what is done, and costs a call an operation.
import type { AccountFiles, Answer, OutboxFolder, Refusal, Upload } from '../files/account-files'
import { isTemporaryName } from '../files/file-name'
import { plainText } from '@/lib/accounts/session-events'
import type { SessionRecord } from './session-record'

/** The same inbox, with its use noted in the record. */
export function watchedFiles(files: AccountFiles, record: SessionRecord): AccountFiles {
  const refused = (what: string, name: string, reason: Refusal) =>
    record.note({ kind: 'refused', what, name: plainText(name), reason })
  const noting = async (what: string, name: string, work: Promise<Answer>, onDone: () => void): Promise<Answer> => {
    const answer = await work
    if (answer.ok) onDone()
    else refused(what, name, answer.reason)
    return answer
  }
  return {
    ...files,
    async list() {
      const found = await files.list()
      record.note({ kind: 'listed', files: found.length })
      return found
    },
    async open(name, mode) {
      const answer = await files.open(name, mode)
      if (answer.ok) return { ...answer, upload: watchedUpload(answer.upload, record) }
      record.note({ kind: 'upload-refused', name: plainText(name), bytes: 0, reason: answer.reason })
      return answer
    },
    rename: (from, to) =>
      noting('rename', to, files.rename(from, to), () =>
        record.note({ kind: 'renamed', name: plainText(from), to: plainText(to) }),
      ),
    remove: (name) =>
      noting('remove', name, files.remove(name), () => record.note({ kind: 'removed', name: plainText(name) })),
    outbox: watchedOutbox(files.outbox, record),
    makeFolder: (name) => noting('folder', name, files.makeFolder(name), () => undefined),
  }
}

function watchedOutbox(outbox: OutboxFolder, record: SessionRecord): OutboxFolder {
  return {
    ...outbox,
    async open(name) {
      const answer = await outbox.open(name)
      if (answer.ok) record.note({ kind: 'fetched', name: plainText(name), bytes: answer.download.facts().size })
      else record.note({ kind: 'refused', what: 'fetch', name: plainText(name), reason: answer.reason })
      return answer
    },
    async remove(name) {
      const answer = await outbox.remove(name)
      if (answer.ok) record.note({ kind: 'removed', name: plainText(name) })
      else record.note({ kind: 'refused', what: 'remove', name: plainText(name), reason: answer.reason })
      return answer
    },
  }
}

function watchedUpload(upload: Upload, record: SessionRecord): Upload {
  const { size: from } = upload.facts()
  const startedAt = performance.now()
  let damage: Refusal | undefined
  let isOver = false
  const progress = () => {
    const { name, size } = upload.facts()
    return { name: plainText(name), bytes: size, milliseconds: Math.round(performance.now() - startedAt) }
  }
  const finished = record.uploading(progress)

  const noteEnd = (answer: Answer | undefined): void => {
    if (isOver) return
    isOver = true
    const { name, bytes, milliseconds } = progress()
    finished()
    if (answer?.ok) record.note({ kind: 'uploaded', name, bytes, milliseconds, from, waits: isTemporaryName(name) })
    else if (answer || damage) {
      const reason = answer && !answer.ok ? answer.reason : (damage ?? 'incomplete')
      record.note({ kind: 'upload-refused', name, bytes, reason })
    } else record.note({ kind: 'upload-cut', name, bytes })
  }

  return {
    facts: () => upload.facts(),
    write(position, pieces) {
      const written = upload.write(position, pieces)
      void written.then((answer) => {
        if (!answer.ok) damage ??= answer.reason
      })
      return written
    },
    resize: (size) => upload.resize(size),
    sync: () => upload.sync(),
    async close() {
      try {
        const answer = await upload.close()
        noteEnd(answer)
        return answer
      } catch (error) {
        noteEnd({ ok: false, reason: 'not-stored' })
        throw error
      }
    },
    async abandon() {
      await upload.abandon()
      noteEnd(undefined)
    },
  }
}
