// Files as lines: for machines (MLSD, RFC 3659 section 7), in the form of `ls -l` (LIST), and as bare names (NLST).
import type { FileFacts } from '../files/account-files'
import { folderListingLine, listingLine } from '../files/listing-line'
import { OUTBOX } from '../files/paths'

/** A time in UTC as RFC 3659 writes it: 14 digits. */
export function moment(time: Date): string {
  return time.toISOString().replace(/\D/g, '').slice(0, 14)
}

/** A file's line for MLSD and MLST. */
export function factsLine({ name, size, modifiedAt }: FileFacts): string {
  return `type=file;size=${size};modify=${moment(modifiedAt)};perm=adfw; ${name}`
}

/** The outbox, seen from the inbox. */
export function outboxFactsLine(now: Date): string {
  return `type=dir;modify=${moment(now)};perm=el; ${OUTBOX}`
}

/** The inbox itself: files may be created, listed and removed in it. */
export function folderFactsLine(now: Date): string {
  return `type=cdir;modify=${moment(now)};perm=celp; /`
}

export type ListingForm = 'facts' | 'long' | 'names'

/**
 * A whole listing as it goes over the data connection.
 * @param inbox whether it is that of the inbox, beside which the outbox stands. Not among bare names: who asks for those
 * fetches them.
 */
export function listingText(
  { files, inbox }: { readonly files: readonly FileFacts[]; readonly inbox: boolean },
  form: ListingForm,
  now: Date,
): string {
  const outbox = { facts: [outboxFactsLine(now)], long: [folderListingLine(OUTBOX, now)], names: [] }[form]

  const line = {
    facts: factsLine,
    long: (file: FileFacts) => listingLine(file, now),
    names: (file: FileFacts) => file.name,
  }[form]
  return [...(inbox ? outbox : []), ...files.map(line)].map((text) => `${text}\r\n`).join('')
}
