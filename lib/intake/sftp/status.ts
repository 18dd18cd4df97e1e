// What a refusal is called in SFTP. Version 3 has few codes, and OpenSSH, curl and PuTTY show only the code's name;
// lftp, WinSCP, paramiko and JSch show the sentence too. Sentences are for a log of a machine, in English as the protocol's tag says.
import type { Refusal } from '../files/account-files'
import { STATUS } from './protocol'

export type Status = { readonly code: number; readonly text: string }

export const OK: Status = { code: STATUS.OK, text: 'OK' }
export const END: Status = { code: STATUS.EOF, text: 'End of the listing' }
export const BAD_MESSAGE: Status = { code: STATUS.BAD_MESSAGE, text: 'The request could not be understood' }
export const UNSUPPORTED: Status = { code: STATUS.OP_UNSUPPORTED, text: 'This operation is not supported' }
export const BAD_HANDLE: Status = { code: STATUS.FAILURE, text: 'There is no such open file' }
export const TOO_MANY_HANDLES: Status = { code: STATUS.FAILURE, text: 'Too many files are open; close some first' }

const refusals: Record<Refusal, Status> = {
  'no-such-file': { code: STATUS.NO_SUCH_FILE, text: 'No such file' },
  'invalid-name': { code: STATUS.FAILURE, text: 'This file name cannot be used here' },
  'no-folders': { code: STATUS.PERMISSION_DENIED, text: 'The inbox has no folders; put files at the top' },
  'write-only': { code: STATUS.PERMISSION_DENIED, text: 'The inbox can be written, not read' },
  'in-use': { code: STATUS.FAILURE, text: 'This file is being written by another session' },
  exists: { code: STATUS.FAILURE, text: 'A file of this name is there already' },
  'too-large': { code: STATUS.FAILURE, text: 'The file is larger than this server takes' },
  'no-space': { code: STATUS.FAILURE, text: 'The server has no space left; please send the file again later' },
  'too-many-files': { code: STATUS.FAILURE, text: 'Too many unfinished files; finish or remove some first' },
  incomplete: { code: STATUS.FAILURE, text: 'The file is not complete and was not delivered; please send it again' },
  'already-delivered': {
    code: STATUS.FAILURE,
    text: 'This file has been delivered and cannot be renamed or continued; please send it whole',
  },
  'not-stored': { code: STATUS.FAILURE, text: 'The file was not stored; please send it again' },
  refused: { code: STATUS.PERMISSION_DENIED, text: 'The file was refused' },
  stopping: { code: STATUS.FAILURE, text: 'The server is restarting; please send the file again' },
}

export function statusOf(reason: Refusal): Status {
  return refusals[reason]
}
