// The names a district signs in with: name_admin_slug_state for SFTP, name.admin.slug.state for FTPS. Both are one login,
// and either is taken at either door (transfer.md rule 21). No part may hold the separators, so a name reads one way only.

export type UserNameParts = { readonly name: string; readonly slug: string; readonly state: string }

const shape = /^([a-z0-9-]{1,40})([_.])admin\2([a-z0-9-]{1,40})\2([a-z]{2,3})$/

export const transferLoginNamePattern = /^[a-z0-9-]{1,40}$/

export function sftpUserName({ name, slug, state }: UserNameParts): string {
  return `${name}_admin_${slug}_${state}`
}

export function ftpsUserName({ name, slug, state }: UserNameParts): string {
  return `${name}.admin.${slug}.${state}`
}

/** The SFTP spelling of a name given in either spelling, or undefined where it is neither. */
export function readUserName(text: string): string | undefined {
  const [, name, , slug, state] = shape.exec(text) ?? []
  return name && slug && state ? sftpUserName({ name, slug, state }) : undefined
}
