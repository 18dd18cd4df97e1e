// Cuts what a client says on the control connection into commands, however the network cut it into packets.

const IAC = 0xff
/** WILL, WON'T, DO and DON'T are followed by an option. */
const OPTION_FIRST = 0xfb
const OPTION_LAST = 0xfe
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20

export type Command = {
  /** Upper case; empty if what came is not a word of three or four letters. */
  readonly verb: string
  /** Everything after the first space, byte for byte: names and passwords may begin and end with spaces. */
  readonly argument: Buffer
}

/** Thrown for a line no client of ours sends: endless, or with a NUL in it. Nothing after it can be trusted. */
export class MalformedLine extends Error {}

/** Collects bytes and gives out commands. */
export class CommandReader {
  private readonly commands: Command[] = []
  private rest: Buffer = Buffer.alloc(0)
  private waitingBytes = 0

  constructor(private readonly lineBytesMax: number) {}

  /** @throws MalformedLine */
  push(chunk: Buffer): void {
    let held = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    for (let end = held.indexOf(LINE_FEED); end >= 0; end = held.indexOf(LINE_FEED)) {
      this.takeLine(held.subarray(0, end))
      held = held.subarray(end + 1)
    }
    if (held.length > this.lineBytesMax) throw new MalformedLine('an endless line')
    this.rest = held
  }

  next(): Command | undefined {
    const command = this.commands.shift()
    if (command) this.waitingBytes -= sizeOf(command)
    return command
  }

  /** Bytes of the commands nobody has asked for yet. */
  get heldBytes(): number {
    return this.waitingBytes + this.rest.length
  }

  /** Whether this command is among those that wait. */
  holds(verb: string): boolean {
    return this.commands.some((command) => command.verb === verb)
  }

  /** Forgets everything: what was said before encryption began must not be obeyed after it (RFC 4217, section 10.3). */
  clear(): void {
    this.commands.length = 0
    this.rest = Buffer.alloc(0)
    this.waitingBytes = 0
  }

  private takeLine(raw: Buffer): void {
    if (raw.length > this.lineBytesMax) throw new MalformedLine('a line that is too long')
    const line = withoutTelnet(raw.at(-1) === CARRIAGE_RETURN ? raw.subarray(0, -1) : raw)
    if (line.includes(0)) throw new MalformedLine('a NUL in a line')
    if (line.length === 0) return
    const space = line.indexOf(SPACE)
    const word = (space < 0 ? line : line.subarray(0, space)).toString('latin1')
    const argument = Buffer.from(space < 0 ? '' : line.subarray(space + 1))
    const command = { verb: /^[a-z]{3,4}$/i.test(word) ? word.toUpperCase() : '', argument }
    this.commands.push(command)
    this.waitingBytes += sizeOf(command)
  }
}

/** What a command costs us while it waits, at the least. */
const sizeOf = (command: Command) => 16 + command.argument.length

// Telnet's own commands (RFC 854), which clients send before ABOR and nobody means as part of a name.
function withoutTelnet(line: Buffer): Buffer {
  if (!line.includes(IAC)) return line
  const kept: number[] = []
  for (let at = 0; at < line.length; at += 1) {
    const byte = line[at] ?? 0
    const next = line[at + 1] ?? 0
    if (byte !== IAC) kept.push(byte)
    else if (next === IAC) kept.push(line[(at += 1)] ?? 0)
    else at += next >= OPTION_FIRST && next <= OPTION_LAST ? 2 : 1
  }
  return Buffer.from(kept)
}
