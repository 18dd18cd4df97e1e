// The import types of an account: its own beside the built-in ones. Read anew each time; they are few, and a change made
// in one process must be seen by all of them.
import { builtInTypes, catalogueWith, type Catalogue } from '@/lib/import-types/catalogue'
import type { ImportType } from '@/lib/import-types/import-type'
import { db, type Tx } from '@/lib/platform/db'
import { toCustomType, toImportType, type CustomType } from './stored-type'

/** Everything the account may import; types of other accounts are not in it. */
export async function catalogueOfAccount(accountId: string, client: Tx = db): Promise<Catalogue> {
  return catalogueFrom(await listCustomTypes(accountId, client))
}

/** The type of that name, if the account may import it. */
export async function importTypeOf(accountId: string, name: string): Promise<ImportType | undefined> {
  return builtInTypes.named(name) ?? (await catalogueOfAccount(accountId)).named(name)
}

/** The account's own types by title, the archived ones last. */
export async function listCustomTypes(accountId: string, client: Tx = db): Promise<CustomType[]> {
  const rows = await client.customType.findMany({ where: { accountId }, orderBy: [{ title: 'asc' }, { id: 'asc' }] })
  const types = rows.map(toCustomType)
  return [...types.filter(({ archivedAt }) => !archivedAt), ...types.filter(({ archivedAt }) => archivedAt)]
}

/** One of the account's own types. */
export async function customTypeBySlug(accountId: string, slug: string, client: Tx = db): Promise<CustomType | null> {
  const row = await client.customType.findUnique({ where: { accountId_slug: { accountId, slug } } })
  return row && toCustomType(row)
}

/** Every type of every account, for their tables. */
export async function everyCustomType(): Promise<ImportType[]> {
  const rows = await db.customType.findMany({ orderBy: { id: 'asc' } })
  return rows.map((row) => toImportType(toCustomType(row)))
}

/** The catalogue with these types of one account. */
export function catalogueFrom(own: readonly CustomType[]): Catalogue {
  const asked = new Set<string>()
  // Made-up rows refer to those of other types; two types that refer to each other have to do without.
  const examplesOf = (name: string) => {
    if (asked.has(name)) return []
    asked.add(name)
    const { examples = [] } = types.find((type) => type.name === name) ?? builtInTypes.named(name) ?? {}
    asked.delete(name)
    return examples
  }
  const types: readonly ImportType[] = own.map((type) => toImportType(type, examplesOf))
  const archived = new Set(own.flatMap(({ name, archivedAt }) => (archivedAt ? [name] : [])))
  return catalogueWith(types, archived)
}
