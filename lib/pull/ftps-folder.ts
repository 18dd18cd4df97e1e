// A folder on an FTPS server: basic-ftp over TLS 1.2 or later, its data connections to the same address as the control
// connection and under the same certificate. Never without TLS.
import { PassThrough } from 'node:stream'
import { type Client, FTPError } from 'basic-ftp'
import { inFolder, LIST_MAX, moveTarget, type RemoteFile, type RemoteFolder } from './remote-folder'
import { PullTrouble, type TroubleReason } from './trouble'

const BUFFER_BYTES = 256 * 1024
const TEXT_MAX = 200
/** "Not there", and "cannot be done to it", which servers do not tell apart (RFC 959). */
const NOT_AVAILABLE = 550

/** Speaks with the folder one is in, over a connection that is signed in. @param folder as it was asked for. */
export function ftpsFolder(client: Client, folder: string): RemoteFolder {
  const run = <Result>(work: Promise<Result>, refused: TroubleReason) =>
    work.catch((error: unknown) => {
      throw asTrouble(error, refused)
    })
  const look = async (path: string): Promise<Omit<RemoteFile, 'name'> | null> => {
    const size = await client.size(path).catch((error: unknown) => {
      if (error instanceof FTPError && error.code === NOT_AVAILABLE) return null
      throw asTrouble(error, 'read-refused')
    })
    return size === null ? null : { size, modifiedAt: await modifiedAt(client, path) }
  }
  return {
    async list() {
      const all = await run(client.list(), 'list-refused')
      if (all.length > LIST_MAX) throw new PullTrouble('too-many-files', { limit: LIST_MAX })
      const files = all.filter(({ isDirectory, isSymbolicLink }) => !isDirectory && !isSymbolicLink)
      return files.map(({ name, size, modifiedAt: at }) => ({ name, size, modifiedAt: at ?? null }))
    },
    async look(name) {
      const found = await look(name)
      return found && { name, ...found }
    },
    read: (name) => download(client, name),
    remove: async (name) => {
      await run(client.remove(name), 'after-refused')
    },
    async move(name, to, otherName) {
      const target = moveTarget(folder.startsWith('/') ? folder : '', to)
      for (const each of [name, otherName]) {
        if (await look(inFolder(target, each))) continue
        await run(renameInto(client, name, target, each), 'after-refused')
        return each
      }
      throw new PullTrouble('after-refused', { message: '' })
    },
    async close() {
      client.close()
      await Promise.resolve()
    },
  }
}

/** Whoever cannot say when a file was changed is not asked by another way: its bytes will be compared. */
async function modifiedAt(client: Client, path: string): Promise<Date | null> {
  return client.lastMod(path).catch((error: unknown) => {
    if (error instanceof FTPError) return null
    throw asTrouble(error, 'read-refused')
  })
}

async function renameInto(client: Client, name: string, folder: string, otherName: string): Promise<void> {
  // A folder that is there already is the usual reason for a refusal; another one shows in the next command.
  await client.sendIgnoringError(`MKD ${folder}`)
  await client.rename(name, inFolder(folder, otherName))
}

/** The end of the data is not the end of the download: only the server's word on the control connection is. */
async function* download(client: Client, name: string): AsyncGenerator<Uint8Array> {
  const bytes = new PassThrough({ highWaterMark: BUFFER_BYTES })
  const result = client.downloadTo(bytes, name).then(
    () => undefined,
    (error: unknown) => {
      bytes.destroy()
      return asTrouble(error, 'read-refused')
    },
  )
  try {
    for await (const chunk of bytes) yield chunk as Buffer
  } catch (error) {
    throw (await result) ?? asTrouble(error, 'read-refused')
  } finally {
    bytes.destroy()
  }
  const trouble = await result
  if (trouble) throw trouble
}

function asTrouble(error: unknown, refused: TroubleReason): Error {
  if (error instanceof PullTrouble) return error
  if (!(error instanceof FTPError))
    return new PullTrouble(/timeout/i.test((error as Error).message) ? 'timed-out' : 'connection-lost')
  // Beginning with 4: it may be otherwise the next time (RFC 959, section 4.2.1).
  const isPassing = error.code < 500
  return new PullTrouble(isPassing ? 'server-error' : refused, { message: error.message.slice(0, TEXT_MAX) })
}
