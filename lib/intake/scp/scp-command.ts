// The command by which a client of the old SCP protocol starts its other half here: scp -t to send, scp -f to fetch. There
// is no shell; the command is only read.

export type ScpCommand = {
  readonly direction: 'send' | 'fetch'
  /** As the client wrote it, without quotes. */
  readonly path: string
  /** The client sends several files, so its target can only be the inbox itself. */
  readonly needsFolder: boolean
}

const COMMAND = /^(?:\/usr(?:\/local)?\/bin\/)?scp((?: +-(?:-|[dfpqrtv]+)(?= |$))*)(?: +(.*))?$/s
const QUOTED = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])/g
/** In double quotes a shell takes the backslash away only before these. */
const ESCAPED = /\\([$`"\\])/g

/** Reads a command; undefined for any other, which is refused. */
export function readScpCommand(command: string): ScpCommand | undefined {
  const [, flags = '', path = ''] = COMMAND.exec(command.trim()) ?? []
  const letters = flags.replaceAll(/[ -]/g, '')
  const [isSend, isFetch] = [letters.includes('t'), letters.includes('f')]
  if (isSend === isFetch) return undefined
  const target = inHome(unquote(path.trim()))
  return { direction: isSend ? 'send' : 'fetch', path: target, needsFolder: letters.includes('d') }
}

// A name with blanks comes as it is from some clients and in quotes from others; it means the same.
function unquote(text: string): string {
  return text.replaceAll(QUOTED, (_, single?: string, double?: string, escaped?: string) => {
    return single ?? double?.replaceAll(ESCAPED, '$1') ?? escaped ?? ''
  })
}

function inHome(path: string): string {
  return path === '~' ? '.' : path.replace(/^~\//, '')
}
