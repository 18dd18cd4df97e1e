// What each SFTP request does to the inbox and the outbox, and what it answers.
import { now } from '@/lib/platform/clock'
import type { AccountFiles, Answer, Refusal } from '../files/account-files'
import { readWantedSize } from './attributes'
import { type Handles } from './handles'
import { canonicalPath, OUTBOX, refusalOf, targetOf, type Target } from '../files/paths'
import { OPEN_FLAG, PACKET, READ_BYTES_MAX } from './protocol'
import * as reply from './replies'
import { BAD_HANDLE, END, OK, statusOf, TOO_MANY_HANDLES, UNSUPPORTED } from './status'
import type { WireReader } from './wire'

/** Entries in one answer to READDIR; with names of 255 bytes still well below a packet's limit. */
const ENTRIES_MAX = 100

export type Session = {
  readonly files: AccountFiles
  readonly handles: Handles
  /** The server is about to stop: what is open may be finished, nothing new begun. */
  readonly isStopping: () => boolean
}

type Operation = (id: number, reader: WireReader, session: Session) => Promise<Buffer>

const refuse = (id: number, reason: Refusal) => reply.statusReply(id, statusOf(reason))
const answered = (id: number, answer: Answer) => reply.statusReply(id, answer.ok ? OK : statusOf(answer.reason))

/** Runs one request other than WRITE. @throws MalformedPacket */
export async function perform(type: number, reader: WireReader, session: Session): Promise<Buffer> {
  const id = reader.uint32()
  const operation = operations[type]
  return operation ? operation(id, reader, session) : reply.statusReply(id, UNSUPPORTED)
}

const stat: Operation = async (id, reader, { files }) => {
  const target = targetOf(reader.string())
  if (target.kind === 'inbox' || target.kind === 'outbox') return reply.folderAttributesReply(id, now())
  if (target.kind === 'nested' || target.kind === 'invalid') return refuse(id, absent(target))
  const answer = await (target.kind === 'file' ? files : files.outbox).stat(target.name)
  return answer.ok ? reply.fileAttributesReply(id, answer.file) : refuse(id, answer.reason)
}

const statHandle: Operation = async (id, reader, { handles }) => {
  const handle = reader.string()
  const upload = handles.upload(handle)
  const file = (upload ?? handles.download(handle))?.facts()
  if (file) return reply.fileAttributesReply(id, file)
  return handles.folder(handle) ? reply.folderAttributesReply(id, now()) : reply.statusReply(id, BAD_HANDLE)
}

const open: Operation = async (id, reader, session) => {
  const { files, handles, isStopping } = session
  const target = targetOf(reader.string())
  const flags = reader.uint32()
  if (!(flags & OPEN_FLAG.WRITE)) return openToRead(id, target, session)
  if (target.kind !== 'file') return refuse(id, refusalOf(target))
  if (isStopping()) return refuse(id, 'stopping')
  if (handles.quota.isFull) return reply.statusReply(id, TOO_MANY_HANDLES)
  const answer = await files.open(target.name, {
    create: (flags & OPEN_FLAG.CREATE) !== 0,
    truncate: (flags & OPEN_FLAG.TRUNCATE) !== 0,
    append: (flags & OPEN_FLAG.APPEND) !== 0,
    exclusive: (flags & OPEN_FLAG.EXCLUSIVE) !== 0,
  })
  return answer.ok ? reply.handleReply(id, handles.add({ upload: answer.upload })) : refuse(id, answer.reason)
}

async function openToRead(id: number, target: Target, { files, handles }: Session): Promise<Buffer> {
  if (target.kind === 'file') {
    const answer = await files.stat(target.name)
    return refuse(id, answer.ok ? 'write-only' : answer.reason)
  }
  if (target.kind !== 'outbox-file') return refuse(id, absent(target))
  if (handles.quota.isFull) return reply.statusReply(id, TOO_MANY_HANDLES)
  const answer = await files.outbox.open(target.name)
  return answer.ok ? reply.handleReply(id, handles.add({ download: answer.download })) : refuse(id, answer.reason)
}

/** What is said of a path at which no file can be. */
const absent = ({ kind }: Target): Refusal => (kind === 'invalid' ? 'invalid-name' : 'no-such-file')

const close: Operation = async (id, reader, { handles }) => {
  const answer = await handles.close(reader.string(), async (opened) =>
    'upload' in opened ? opened.upload.close() : ({ ok: true } as const),
  )
  return answer ? answered(id, answer) : reply.statusReply(id, BAD_HANDLE)
}

const read: Operation = async (id, reader, { handles }) => {
  const handle = reader.string()
  const download = handles.download(handle)
  if (!download) return handles.upload(handle) ? refuse(id, 'write-only') : reply.statusReply(id, BAD_HANDLE)
  const position = reader.uint64()
  const bytes = await download.read(position, Math.min(reader.uint32(), READ_BYTES_MAX))
  return bytes.length > 0 ? reply.dataReply(id, bytes) : reply.statusReply(id, END)
}

const setAttributes: Operation = async (id, reader, { files }) => {
  const target = targetOf(reader.string())
  const size = readWantedSize(reader)
  if (target.kind === 'inbox' || target.kind === 'outbox') return reply.statusReply(id, OK)
  if (target.kind === 'outbox-file' && size === undefined) return answered(id, await files.outbox.stat(target.name))
  if (target.kind !== 'file') return refuse(id, refusalOf(target))
  return answered(id, size === undefined ? await files.stat(target.name) : await files.resize(target.name, size))
}

const setHandleAttributes: Operation = async (id, reader, { handles }) => {
  const upload = handles.upload(reader.string())
  const size = readWantedSize(reader)
  if (!upload) return reply.statusReply(id, BAD_HANDLE)
  return size === undefined ? reply.statusReply(id, OK) : answered(id, await upload.resize(size))
}

const openFolder: Operation = async (id, reader, { files, handles }) => {
  const target = targetOf(reader.string())
  if (target.kind !== 'inbox' && target.kind !== 'outbox') return refuse(id, 'no-such-file')
  if (handles.quota.isFull) return reply.statusReply(id, TOO_MANY_HANDLES)
  const inside = target.kind === 'inbox' ? [OUTBOX, ...(await files.list())] : await files.outbox.list()
  const entries = ['.', '..', ...inside]
  return reply.handleReply(id, handles.add({ folder: { entries, position: 0 } }))
}

const readFolder: Operation = async (id, reader, { handles }) => {
  const folder = handles.folder(reader.string())
  if (!folder) return reply.statusReply(id, BAD_HANDLE)
  const entries = folder.entries.slice(folder.position, folder.position + ENTRIES_MAX)
  folder.position += entries.length
  return entries.length > 0 ? reply.namesReply(id, entries, now()) : reply.statusReply(id, END)
}

const remove: Operation = async (id, reader, { files }) => {
  const target = targetOf(reader.string())
  if (target.kind === 'outbox-file') return answered(id, await files.outbox.remove(target.name))
  return target.kind === 'file' ? answered(id, await files.remove(target.name)) : refuse(id, refusalOf(target))
}

const rename: Operation = async (id, reader, { files, isStopping }) => {
  const from = targetOf(reader.string())
  const to = targetOf(reader.string())
  if (from.kind !== 'file') return refuse(id, from.kind === 'outbox-file' ? 'read-only' : absent(from))
  if (to.kind !== 'file') return refuse(id, refusalOf(to))
  return isStopping() ? refuse(id, 'stopping') : answered(id, await files.rename(from.name, to.name))
}

const makeFolder: Operation = async (id, reader, { files }) =>
  answered(id, await files.makeFolder(reader.string().toString()))
const removeFolder: Operation = async (id, reader, { files }) =>
  answered(id, await files.removeFolder(reader.string().toString()))

const realPath: Operation = async (id, reader) => {
  const path = canonicalPath(reader.string())
  return path === undefined ? refuse(id, 'invalid-name') : reply.pathReply(id, path)
}

const extensions: Readonly<Record<string, Operation>> = {
  'posix-rename@openssh.com': rename,
  'lsetstat@openssh.com': setAttributes,
  'statvfs@openssh.com': async (id, _, { files }) => reply.spaceReply(id, await files.space()),
  'fstatvfs@openssh.com': async (id, _, { files }) => reply.spaceReply(id, await files.space()),
  'limits@openssh.com': async (id, _, { handles }) => reply.limitsReply(id, handles.quota.max),
  'fsync@openssh.com': async (id, reader, { handles }) => {
    const upload = handles.upload(reader.string())
    return upload ? answered(id, await upload.sync()) : reply.statusReply(id, BAD_HANDLE)
  },
}

const extended: Operation = async (id, reader, session) => {
  const name = reader.string().toString('latin1')
  const operation = Object.hasOwn(extensions, name) ? extensions[name] : undefined
  return operation ? operation(id, reader, session) : reply.statusReply(id, UNSUPPORTED)
}

const operations: Readonly<Record<number, Operation>> = {
  [PACKET.OPEN]: open,
  [PACKET.CLOSE]: close,
  [PACKET.READ]: read,
  [PACKET.LSTAT]: stat,
  [PACKET.STAT]: stat,
  [PACKET.FSTAT]: statHandle,
  [PACKET.SETSTAT]: setAttributes,
  [PACKET.FSETSTAT]: setHandleAttributes,
  [PACKET.OPENDIR]: openFolder,
  [PACKET.READDIR]: readFolder,
  [PACKET.REMOVE]: remove,
  [PACKET.MKDIR]: makeFolder,
  [PACKET.RMDIR]: removeFolder,
  [PACKET.REALPATH]: realPath,
  [PACKET.RENAME]: rename,
  [PACKET.EXTENDED]: extended,
}
