// The address of an import type's page under a section: its own name is already two path segments.
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'

export type TypeParams = { family: string; file: string }

export function typeAddress(section: '/downloads' | '/roster', typeName: string): string {
  return `${section}/${typeName.split('/').map(encodeURIComponent).join('/')}`
}

/** The type an address names, or undefined. */
export function typeAtAddress({ family, file }: TypeParams): ImportType | undefined {
  return importTypeNamed(`${decodeURIComponent(family)}/${decodeURIComponent(file)}`)
}
