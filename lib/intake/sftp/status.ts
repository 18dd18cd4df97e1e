// What a refusal is called in SFTP. Version 3 has few codes, and OpenSSH, curl and PuTTY show only the code's name;
// lftp, WinSCP, paramiko and JSch show the sentence too.
import type { Refusal } from '../files/account-files'
import { refusalSentences } from '../files/refusal-sentences'
import { STATUS } from './protocol'

export type Status = { readonly code: number; readonly text: string }

export const OK: Status = { code: STATUS.OK, text: 'OK' }
export const END: Status = { code: STATUS.EOF, text: 'There is no more' }
export const BAD_MESSAGE: Status = { code: STATUS.BAD_MESSAGE, text: 'The request could not be understood' }
export const UNSUPPORTED: Status = { code: STATUS.OP_UNSUPPORTED, text: 'This operation is not supported' }
export const BAD_HANDLE: Status = { code: STATUS.FAILURE, text: 'There is no such open file' }
export const TOO_MANY_HANDLES: Status = { code: STATUS.FAILURE, text: 'Too many files are open; close some first' }

const codes: Readonly<Partial<Record<Refusal, number>>> = {
  'no-such-file': STATUS.NO_SUCH_FILE,
  'no-folders': STATUS.PERMISSION_DENIED,
  'write-only': STATUS.PERMISSION_DENIED,
  'read-only': STATUS.PERMISSION_DENIED,
  refused: STATUS.PERMISSION_DENIED,
}

export function statusOf(reason: Refusal): Status {
  return { code: codes[reason] ?? STATUS.FAILURE, text: refusalSentences[reason] }
}
