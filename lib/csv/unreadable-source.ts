import type { Issue } from '@/lib/issues/issue'

/**
 * Thrown by a source of bytes that finds, while it is read, that the file is not what it says it is: a packed member
 * whose checksum is wrong. Whoever reads rows turns it into the issue it carries.
 */
export class UnreadableSource extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code)
    this.name = 'UnreadableSource'
  }
}
