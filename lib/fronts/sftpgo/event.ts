// What SFTPGo's action hook says (its documentation: custom actions), and what of it is an upload that is whole. Everything
// else is answered kindly and changes nothing: SFTPGo takes any answer but 200 for a failure and deletes the file.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isTemporaryName } from '@/lib/deliveries/temporary-name'

const STATUS_OK = 1
/** Other file systems than the local one keep their bytes where no folder of ours can show them, or encrypted. */
const LOCAL_FILES = 0

export const sftpgoEventSchema = z.object({
  action: z.string().max(100),
  username: z.string().max(255),
  path: z.string().max(4096).default(''),
  target_path: z.string().max(4096).optional(),
  /** Left out for an empty file. */
  file_size: z.int().min(0).optional(),
  fs_provider: z.int().default(LOCAL_FILES),
  status: z.int().default(STATUS_OK),
  protocol: z.string().max(100).default(''),
  ip: z.string().max(100).optional(),
  session_id: z.string().max(255).default(''),
  /** Nanoseconds, beyond what JSON numbers hold exactly; the same for every try all the same. */
  timestamp: z.number().optional(),
})

export type SftpgoEvent = z.output<typeof sftpgoEventSchema>

export type SftpgoUpload = {
  readonly userName: string
  /** As SFTPGo's machine names the file. */
  readonly path: string
  readonly size: number | undefined
  readonly via: 'sftp' | 'ftps' | 'api'
  readonly clientAddress: string | undefined
  /** Undefined: nothing in the event tells it from another one. */
  readonly eventId: string | undefined
}

export type SftpgoMeaning =
  | { readonly kind: 'upload'; readonly upload: SftpgoUpload }
  | { readonly kind: 'ignored'; readonly why: 'action' | 'incomplete' | 'temporary-name' }
  | { readonly kind: 'other-storage' }

/** What an event means to us. @param frontId events of two fronts are never the same one. */
export function meaningOf(event: SftpgoEvent, frontId: string): SftpgoMeaning {
  const isRename = event.action === 'rename'
  if (event.action !== 'upload' && !isRename) return { kind: 'ignored', why: 'action' }
  if (event.status !== STATUS_OK) return { kind: 'ignored', why: 'incomplete' }
  const path = isRename ? (event.target_path ?? '') : event.path
  if (isTemporaryName(path.split('/').at(-1) ?? '')) return { kind: 'ignored', why: 'temporary-name' }
  if (event.fs_provider !== LOCAL_FILES) return { kind: 'other-storage' }
  const { username, file_size, protocol, ip } = event
  const size = isRename ? undefined : (file_size ?? 0)
  const eventId = eventIdOf(event, frontId)
  return {
    kind: 'upload',
    upload: { userName: username, path, size, via: viaOf(protocol), clientAddress: ip, eventId },
  }
}

function viaOf(protocol: string): SftpgoUpload['via'] {
  if (['SFTP', 'SCP', 'SSH'].includes(protocol)) return 'sftp'
  return protocol === 'FTP' ? 'ftps' : 'api'
}

function eventIdOf(event: SftpgoEvent, frontId: string): string | undefined {
  const { action, username, path, target_path = '', session_id, timestamp } = event
  if (timestamp === undefined) return undefined
  const text = [frontId, action, username, path, target_path, session_id, timestamp].join('\n')
  return `sftpgo:${createHash('sha256').update(text).digest('hex')}`
}
