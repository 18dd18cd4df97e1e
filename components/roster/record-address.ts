// The address of one record and its story. A key may hold anything, so it stands in the query.
import { typeAddress } from '@/components/import-types/type-address'

export function recordAddress(typeName: string, key: string): string {
  return `${typeAddress('/roster', typeName)}/record?${new URLSearchParams({ key }).toString()}`
}
