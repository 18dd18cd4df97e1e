import { importTypeOf } from '@/lib/custom-types/account-types'
import type { ImportType } from '@/lib/import-types/import-type'
import type { TypeParams } from './type-address'

/** The type an address names, if the account may import it; undefined for what another account made, as for nothing. */
export async function typeAtAddress(accountId: string, params: Promise<TypeParams>): Promise<ImportType | undefined> {
  const { family, file } = await params
  return importTypeOf(accountId, `${decoded(family)}/${decoded(file)}`)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
