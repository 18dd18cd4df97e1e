// PostgreSQL refuses to run as root. Root therefore lends it the account "nobody", which every system has; where that
// account cannot reach the folders (a project under root's own home), a user namespace makes root look like it instead.
import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import path from 'node:path'

const NOBODY = 65_534
const OTHERS_MAY_PASS = 0o001

export type Unprivileged = {
  /** The program and arguments to spawn instead. */
  wrap(program: string, args: string[]): [string, string[]]
  readonly account: { uid: number; gid: number } | Record<string, never>
  /** Hands a file or folder over to the lent account. */
  own(file: string): void
}

const asWeAre: Unprivileged = { wrap: (program, args) => [program, args], account: {}, own: () => undefined }

const asNobody: Unprivileged = {
  ...asWeAre,
  account: { uid: NOBODY, gid: NOBODY },
  own: (file) => chownSync(file, NOBODY, NOBODY),
}

const namespaceArguments = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]

const inNamespace: Unprivileged = {
  ...asWeAre,
  wrap: (program, args) => ['unshare', [...namespaceArguments, program, ...args]],
}

function othersReach(folder: string): boolean {
  for (let place = path.resolve(folder); place !== path.dirname(place); place = path.dirname(place)) {
    if ((statSync(place).mode & OTHERS_MAY_PASS) === 0) return false
  }
  return true
}

/**
 * How to run a program that refuses root.
 * @param reached folders the program must be able to reach (their parents, for a folder it will own itself).
 * @returns undefined where this system offers no way: the caller says what to do.
 */
export function unprivileged(reached: readonly string[]): Unprivileged | undefined {
  if (process.getuid?.() !== 0) return asWeAre
  if (reached.every(othersReach)) return asNobody
  return spawnSync('unshare', [...namespaceArguments, 'true']).status === 0 ? inNamespace : undefined
}
