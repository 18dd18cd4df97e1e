// What went wrong at start, in one sentence a person can act on. Secrets in connection strings never come out.
const sentences: Record<string, string> = {
  ECONNREFUSED: 'PostgreSQL does not answer at the address in DATABASE_URL: is it running, and is the port right?',
  ENOTFOUND: 'The host name in DATABASE_URL cannot be found: check its spelling.',
  EAI_AGAIN: 'The host name in DATABASE_URL cannot be found: check its spelling.',
  ETIMEDOUT: 'PostgreSQL did not answer in time at the address in DATABASE_URL: check host, port and firewall.',
  '28P01': 'PostgreSQL refused the user name or password in DATABASE_URL.',
  '28000': 'PostgreSQL refused the user name or password in DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist: create it, or correct the name.',
  '42501': 'The PostgreSQL user in DATABASE_URL may not create tables in that database: grant it the right.',
  EACCES: 'DATA_DIR cannot be written: give this user the right, or set DATA_DIR to another folder.',
  ENOTDIR: 'DATA_DIR is not a folder: set DATA_DIR to one that can be written.',
  EROFS: 'DATA_DIR is on a read-only file system: set DATA_DIR to another folder.',
  ENOSPC: 'The disk is full: free some space and start again.',
  '53100': 'The disk of PostgreSQL is full: free some space and start again.',
}

// Node reports a refused connection to a name with several addresses as one error that holds the others.
function withCauses(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error]
  const inner = error instanceof AggregateError ? error.errors : []
  return [error, ...inner, ...(error.cause === undefined ? [] : withCauses(error.cause))]
}

/** One sentence for an error met at start. */
export function oneSentence(error: unknown): string {
  for (const cause of withCauses(error)) {
    const known = sentences[(cause as { code?: string } | null)?.code ?? '']
    if (known) return known
  }
  const message = error instanceof Error ? error.message : String(error)
  return (message.split('\n')[0] ?? message).replace(/:\/\/[^@\s]*@/g, '://…@')
}
