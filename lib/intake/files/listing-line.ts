// A line of a long listing, in the form of `ls -l` that clients of SFTP and FTP take apart; times in UTC.
import type { FileFacts } from './account-files'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HALF_A_YEAR_MS = 182 * 24 * 60 * 60 * 1000

export function listingLine(file: FileFacts, now: Date): string {
  return line('-rw-------', 1, file.size, file.modifiedAt, now, file.name)
}

export function folderListingLine(name: string, now: Date): string {
  return line('drwx------', 2, 0, now, now, name)
}

function line(mode: string, links: number, size: number, modifiedAt: Date, now: Date, name: string): string {
  const day = `${MONTHS[modifiedAt.getUTCMonth()]} ${String(modifiedAt.getUTCDate()).padStart(2)}`
  const isRecent = Math.abs(now.getTime() - modifiedAt.getTime()) < HALF_A_YEAR_MS
  const time = isRecent ? modifiedAt.toISOString().slice(11, 16) : String(modifiedAt.getUTCFullYear()).padStart(5)
  return `${mode} ${String(links).padStart(3)} rollcall rollcall ${String(size).padStart(12)} ${day} ${time} ${name}`
}
