// Where a snapshot is kept: a row beside the roster, committed with the records it tells of, and two files on the machine
// that made it. The row names the files; files nobody names are of no meaning. So a snapshot is never ahead of the
// roster, and behind it only where the row says so.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'

/** Which snapshot: one a template and file. */
export type SnapshotOf = { readonly templateId: string; readonly fileName: string }

/** The highest sequence of roster.changes that was there to be seen; texts, because it is a bigint. */
const sequence = z.string().regex(/^\d+$/)

export const seenSchema = z.object({
  /** After the run's own changes. */
  changes: sequence,
  /** By the type referred to, before the run's own; null while the account had no record of it. */
  references: z.record(z.string(), sequence.nullable()),
  /** Deleted templates of the account, whose records are up for adoption. */
  releasedTemplates: z.array(z.string()),
})

export type Seen = z.output<typeof seenSchema>

export type StoredSnapshot = SnapshotOf & {
  /** Of everything that decides how a row is read. Another fingerprint: the snapshot says nothing. */
  readonly fingerprint: string
  /** The run that wrote the table. */
  readonly generation: string
  readonly keyList: string
  readonly keyListBytes: number
  readonly seen: Seen
  /** When every row was last looked at. */
  readonly lookedAt: Date
  /** Hashes of the keys to be looked at again in any case, packed; null if there are too many to be kept here. */
  readonly dirty: Buffer | null
}

/** Makes the table of snapshots, if it is missing. */
export async function ensureSnapshots(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create table if not exists roster.snapshots (
      template_id uuid not null,
      file_name text collate "C" not null,
      fingerprint text not null,
      generation uuid not null,
      key_list uuid not null,
      key_list_bytes bigint not null,
      seen jsonb not null,
      looked_at timestamptz not null,
      dirty bytea,
      primary key (template_id, file_name)
    )`)
}

type Row = {
  fingerprint: string
  generation: string
  key_list: string
  key_list_bytes: string
  seen: unknown
  looked_at: Date
  dirty: Buffer | null
}

export async function findSnapshot(client: pg.ClientBase, of: SnapshotOf): Promise<StoredSnapshot | undefined> {
  const { rows } = await client.query<Row>(`select * from roster.snapshots where template_id = $1 and file_name = $2`, [
    of.templateId,
    of.fileName,
  ])
  const [row] = rows
  const seen = seenSchema.safeParse(row?.seen)
  if (!row || !seen.success) return undefined
  const { fingerprint, generation, dirty } = row
  const keys = { keyList: row.key_list, keyListBytes: Number(row.key_list_bytes) }
  return { ...of, fingerprint, generation, ...keys, seen: seen.data, lookedAt: row.looked_at, dirty }
}

/** Puts a snapshot in the place of the one before, in the caller's transaction. */
export async function storeSnapshot(client: pg.ClientBase, stored: StoredSnapshot): Promise<void> {
  const { templateId, fileName, fingerprint, generation, keyList, keyListBytes, seen, lookedAt, dirty } = stored
  await client.query(
    `insert into roster.snapshots values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (template_id, file_name) do update set
       fingerprint = excluded.fingerprint, generation = excluded.generation, key_list = excluded.key_list,
       key_list_bytes = excluded.key_list_bytes, seen = excluded.seen, looked_at = excluded.looked_at, dirty = excluded.dirty`,
    [templateId, fileName, fingerprint, generation, keyList, keyListBytes, JSON.stringify(seen), lookedAt, dirty],
  )
}

/** Forgets a snapshot, in the caller's transaction. */
export async function dropSnapshot(client: pg.ClientBase, { templateId, fileName }: SnapshotOf): Promise<void> {
  await client.query(`delete from roster.snapshots where template_id = $1 and file_name = $2`, [templateId, fileName])
}

/** What the names of a snapshot's files begin with. */
export function namePrefix({ templateId, fileName }: SnapshotOf): string {
  return `${templateId}.${createHash('sha256').update(fileName).digest('hex').slice(0, 16)}.`
}

export const tableName = (of: SnapshotOf, generation: string) => `${namePrefix(of)}${generation}.table`
export const keyListName = (of: SnapshotOf, keyList: string) => `${namePrefix(of)}${keyList}.keys`
