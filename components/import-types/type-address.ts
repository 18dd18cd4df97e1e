// The address of an import type's page under a section: its own name is already two path segments.
export type TypeParams = { family: string; file: string }

export function typeAddress(section: '/downloads' | '/roster', typeName: string): string {
  return `${section}/${typeName.split('/').map(encodeURIComponent).join('/')}`
}
