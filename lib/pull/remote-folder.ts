// A folder on somebody else's server, whatever is spoken with it: what sftp-folder.ts and ftps-folder.ts both are.
import type { ServerIdentity } from './server-identity'
import type { PullSecret } from './secret'

/** More than so many names in one folder are not looked through. */
export const LIST_MAX = 20_000
export const CONNECT_SECONDS = 20
/** A server that says nothing for so long is gone. */
export const SILENCE_SECONDS = 60

export type RemoteFile = {
  readonly name: string
  readonly size: number
  /** Null: the server does not say. */
  readonly modifiedAt: Date | null
}

export type RemoteFolder = {
  /** The files in it, no folders. */
  list(): Promise<RemoteFile[]>
  /** How a file stands now; null if it is not there. */
  look(name: string): Promise<RemoteFile | null>
  /** Its bytes from the beginning. */
  read(name: string): AsyncIterable<Uint8Array>
  remove(name: string): Promise<void>
  /** Moves a file into a folder, made if it is not there, under a name that is free. @returns that name. */
  move(name: string, folder: string, otherName: string): Promise<string>
  close(): Promise<void>
}

export type RemoteServer = {
  readonly protocol: 'sftp' | 'ftps' | 'ftpsImplicit'
  readonly host: string
  readonly port: number
  readonly userName: string
  readonly secret: PullSecret
  readonly folder: string
  /** What a person has confirmed; null: nobody has. */
  readonly pin: ServerIdentity | null
}

/** What happens on the way in, told as it happens. */
export type Arrival = {
  readonly signal: AbortSignal
  connected(address: string): Promise<void>
  /** Shown by the server; called before anything secret is sent, and also where it is not the right one. */
  identified(identity: ServerIdentity, by: 'pin' | 'authority'): Promise<void>
  signedIn(): Promise<void>
}

/** What a folder and a name in it are called together. */
export function inFolder(folder: string, name: string): string {
  if (folder === '') return name
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`
}

/** Where files are moved to, seen from where one lands: beside the folder's own files unless it begins at the root. */
export function moveTarget(folder: string, moveFolder: string): string {
  return moveFolder.startsWith('/') ? moveFolder : inFolder(folder, moveFolder)
}
