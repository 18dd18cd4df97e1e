// Where PostgreSQL is: DATABASE_URL, or the embedded one, whose address is kept beside its data.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { env } from './env'

/** The file in which the embedded PostgreSQL's address is kept, readable by its owner alone. */
export function embeddedUrlFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.url')
}

/**
 * The connection string of this installation.
 * @throws Error with one sentence if neither DATABASE_URL is set nor the embedded PostgreSQL has been started.
 */
export function databaseUrl(): string {
  const configured = env().databaseUrl
  if (configured) return configured
  try {
    return readFileSync(embeddedUrlFile(env().dataDir), 'utf8').trim()
  } catch {
    throw new Error('There is no database: set DATABASE_URL, or run npm start, which starts the embedded PostgreSQL.')
  }
}
