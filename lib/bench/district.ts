// A district of the measurements: an account with a transfer login, templates made as the wizard makes them, and files
// handed over as every door does it.
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createAccount } from '@/lib/accounts/accounts'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { receiveDelivery } from '@/lib/deliveries/receive-delivery'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { inTransaction } from '@/lib/platform/db'
import { storeStream } from '@/lib/platform/files'
import { createTemplate } from '@/lib/templates/create-template'
import type { Template } from '@/lib/templates/template'
import { settingsFrom } from '@/lib/templates/settings-change'

/** As far as a double counts; the product's own limit for uploads is not what is measured. */
const BYTES_MAX = Number.MAX_SAFE_INTEGER

export type District = { readonly accountId: string; readonly transferLoginId: string }

/** A district that has never sent anything. */
export async function newDistrict(): Promise<District> {
  const slug = `bench-${randomUUID().slice(0, 8)}`
  const made = await createAccount({ name: 'Measured District', slug, state: 'tx', timeZone: 'America/Chicago' })
  if (!made.ok) throw new Error(made.reason)
  const login = await createTransferLogin({ accountId: made.account.id, name: 'nightly' })
  if (!login.ok) throw new Error(login.reason)
  return { accountId: made.account.id, transferLoginId: login.login.id }
}

/** A mapping by which every column fills the field of its own name, but for those that are ignored. */
export function mappingByName(
  name: string,
  importType: string,
  columns: readonly string[],
  ignored: readonly string[] = [],
): FileMapping {
  return fileMappingSchema.parse({
    ...{ name, importType },
    columns: columns.map((header, position) => ({ header, position, field: ignored.includes(header) ? null : header })),
  })
}

/** A template with the settings every new template has. */
export async function newTemplate(
  { accountId, transferLoginId }: District,
  fileName: string,
  mapping: readonly FileMapping[],
): Promise<Template> {
  const importType = mapping[0]?.importType ?? ''
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ accountId, transferLoginId, name: fileName, fileName, importType },
      ...{ mapping: [...mapping], settings: settingsFrom() },
    }),
  )
  if (!made.ok) throw new Error(made.reason)
  return made.template
}

export type StoredFile = { readonly storageKey: string; readonly size: number; readonly sha256: string }

/** Stores a file durably, as the doors do before anybody is told that it came. */
export async function storeFile(file: string): Promise<StoredFile> {
  const stored = await storeStream(createReadStream(file, { highWaterMark: 1024 * 1024 }), { bytesMax: BYTES_MAX })
  if (!stored.ok) throw new Error(stored.reason)
  return stored
}

/** Hands a stored file over. @returns the delivery's id; its task is queued if a template has the name. */
export async function handOver(district: District, fileName: string, stored: StoredFile): Promise<string> {
  const { delivery } = await receiveDelivery({
    ...district,
    ...{ fileName, via: 'sftp', eventId: randomUUID() },
    ...{ storageKey: stored.storageKey, size: stored.size, sha256: stored.sha256 },
  })
  return delivery.id
}
