// For tests only: what a client is to the table of clients and operations. A new client is one entry in all-clients.ts.
import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'

const PATIENCE_MS = 15_000

export type KeyKind = 'ed25519' | 'ecdsa' | 'rsa'

/** Where to, as whom, and with what. */
export type Place = {
  /** Files to send lie here; everything a client needs is written here. */
  readonly folder: string
  readonly host: string
  readonly sftpPort: number
  readonly explicitPort: number
  readonly implicitPort: number
  readonly userName: string
  readonly password: string
  /** OpenSSH's form, unencrypted; instead of the password. */
  readonly keyFile: string | undefined
  /** As `ssh-keygen -l` shows them. */
  readonly fingerprints: readonly string[]
  /** That FTPS is signed with. */
  readonly certificateFile: string
  readonly compress: boolean
}

/** What a client can be asked to do. Each fails with what the client says, and answers with what it shows. */
export type Abilities = {
  /** Under a name of its own, which is often the same. */
  readonly put: (place: Place, file: string, name: string) => Promise<string>
  /** With times and mode, or sets them afterwards. */
  readonly preserve: (place: Place, file: string) => Promise<string>
  /** Goes on with what was cut. */
  readonly resume: (place: Place, file: string) => Promise<string>
  /** Adds the whole file to what is there. */
  readonly append: (place: Place, file: string, name: string) => Promise<string>
  readonly rename: (place: Place, from: string, to: string) => Promise<string>
  /** Names, one a line. */
  readonly list: (place: Place) => Promise<string>
  /** A text in which the size stands. */
  readonly stat: (place: Place, name: string) => Promise<string>
  readonly space: (place: Place) => Promise<string>
  readonly get: (place: Place, name: string) => Promise<string>
  readonly remove: (place: Place, name: string) => Promise<string>
  readonly makeFolder: (place: Place, name: string) => Promise<string>
}

export type Door = 'SFTP' | 'SCP' | 'FTPS'

export type TestClient = {
  readonly name: string
  readonly door: Door
  /** Why it cannot be tried here; undefined if it can. */
  readonly missing: string | undefined
  readonly abilities: Partial<Abilities>
  /** User keys it can sign in with. None: passwords only. */
  readonly keys: readonly KeyKind[]
  readonly canCompress?: boolean
  /** What it is known not to do every time; told in the table and not tried. */
  readonly knownTrouble?: Readonly<Record<string, string>>
  /** Does not look at the answer to the end of a file: whoever refuses one then is not heard. */
  readonly isDeafAtTheEnd?: boolean
  /** Comes with algorithms that are taken only by the switch for old clients. */
  readonly needsLegacy?: boolean
  /** Where it says or does something else than the others: operation by operation, what the cell must match. */
  readonly says?: Readonly<Record<string, RegExp>>
}

/** A client that says that it did not work, with all it said. */
export class ClientFailed extends Error {}

/** Runs a program to its end. @throws ClientFailed if it ends with anything but 0. */
export async function runClient(
  program: string,
  args: readonly string[],
  { folder, environment = {} }: { folder: string; environment?: Record<string, string> },
): Promise<string> {
  const running = promisify(execFile)(program, args, {
    cwd: folder,
    timeout: PATIENCE_MS,
    env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8', DISPLAY: 'none:0', ...environment },
  })
  running.child.stdin?.end()
  return running.then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: { stdout: string; stderr: string; code: unknown; signal: unknown }) => {
      throw new ClientFailed(`${error.stdout}${error.stderr}`.trim() || `exit ${String(error.code ?? error.signal)}`)
    },
  )
}

/** Why a program cannot be tried here; undefined if it is there. */
export function missingProgram(program: string, ...args: string[]): string | undefined {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `${program} is not installed`
    // It is there and does not like the question.
    if (args.includes('-c')) return `${program} has no ${args.at(-1)}`
  }
  return undefined
}

/** Runs something in this process that fails by throwing. */
export async function inProcess(work: () => Promise<unknown>): Promise<string> {
  try {
    const found = await work()
    return typeof found === 'string' ? found : ''
  } catch (error) {
    throw new ClientFailed((error as Error).message)
  }
}
