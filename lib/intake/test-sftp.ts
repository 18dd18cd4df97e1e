// For tests only: ssh2's SFTP client with promises, one call a packet.
import type { SFTPWrapper } from 'ssh2'
import { connectClient, sftpOf } from './test-clients'

/** Signs in the test login and opens SFTP. */
export async function signInTo(port: number) {
  const client = await connectClient(port)
  return { client, sftp: promised(await sftpOf(client)) }
}

/** Turns the callbacks of ssh2's client into promises. */
export function promised(sftp: SFTPWrapper) {
  const done = (start: (callback: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())))
  const value = <T>(start: (callback: (error: Error | undefined, found: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => start((error, found) => (error ? reject(error) : resolve(found))))

  const calls = {
    open: (name: string, flags: 'w' | 'a' | 'r' | 'r+' | 'wx') =>
      value<Buffer>((callback) => sftp.open(name, flags, callback)),
    write: (handle: Buffer, position: number, bytes: Buffer) =>
      done((callback) => sftp.write(handle, bytes, 0, bytes.length, position, callback)),
    close: (handle: Buffer) => done((callback) => sftp.close(handle, callback)),
    stat: (name: string) => value<{ size: number }>((callback) => sftp.stat(name, callback)),
    rename: (from: string, to: string) => done((callback) => sftp.rename(from, to, callback)),
    remove: (name: string) => done((callback) => sftp.unlink(name, callback)),
    setTimes: (name: string) => done((callback) => sftp.utimes(name, 1, 1, callback)),
    setSize: (handle: Buffer, size: number) => done((callback) => sftp.fsetstat(handle, { size } as never, callback)),
    makeFolder: (name: string) => done((callback) => sftp.mkdir(name, callback)),
    realPath: (name: string) => value<string>((callback) => sftp.realpath(name, callback)),
    /** The files of the inbox. */
    list: async () =>
      (await value<{ filename: string }[]>((callback) => sftp.readdir('.', callback as never)))
        .map((entry) => entry.filename)
        .filter((name) => !['.', '..', 'outbox'].includes(name)),
    async put(name: string, bytes: Buffer) {
      const handle = await calls.open(name, 'w')
      const pieces: Promise<void>[] = []
      for (let at = 0; at < bytes.length; at += 30_000)
        pieces.push(calls.write(handle, at, bytes.subarray(at, at + 30_000)))
      await Promise.all(pieces)
      await calls.close(handle)
    },
  }
  return calls
}
