// What a refusal is called, whatever the protocol. Sentences are for a log of a machine, in English as the protocols say.
import type { Refusal } from './account-files'

export const refusalSentences: Readonly<Record<Refusal, string>> = {
  'no-such-file': 'No such file',
  'invalid-name': 'This file name cannot be used here',
  'no-folders': 'The inbox has no folders; put files at the top',
  'write-only': 'The inbox can be written, not read; what can be read is in outbox',
  'read-only': 'The outbox can be read, not written; only replies can be removed',
  'in-use': 'This file is being written by another session',
  exists: 'A file of this name is there already',
  'too-large': 'The file is larger than this server takes',
  'no-space': 'The server has no space left; please send the file again later',
  'too-many-files': 'Too many unfinished files; finish or remove some first',
  incomplete: 'The file is not complete and was not delivered; please send it again',
  'already-delivered': 'This file has been delivered and cannot be renamed or continued; please send it whole',
  'not-stored': 'The file was not stored; please send it again',
  refused: 'The file was refused',
  stopping: 'The server is restarting; please send the file again',
}
