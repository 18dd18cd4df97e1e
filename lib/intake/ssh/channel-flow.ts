// Flow control of one channel, both ways. ssh2 tops its window up from a constant 2 MiB as soon as bytes are handed on;
// here a client gets new credit only for bytes that have been dealt with, out of a window of our own size.
import type { Socket } from 'node:net'
import type { ServerChannel } from 'ssh2'

/** What ssh2 granted when it confirmed the channel. */
const GRANTED_BYTES = 2 * 1024 * 1024
const TOP_UP_BYTES = 512 * 1024
/** Answers the channel holds back because the client has no window or no socket for them. */
const UNSENT_BYTES_MAX = 256 * 1024

type Internals = {
  readonly incoming: { window: number }
  readonly outgoing: { readonly id: number; readonly state: string }
  readonly _client: { readonly _protocol: { channelWindowAdjust(channel: number, bytes: number): void } }
}

export type ChannelFlow = {
  /** Notes received bytes; false if the client sent more than it was allowed. */
  received(bytes: number): boolean
  /** Gives the client credit for bytes that have been dealt with. */
  consumed(bytes: number): void
  /** Sends bytes; those of one turn of the event loop go together. */
  send(bytes: Buffer): void
  /** Something to wait for while the client has too much still to take. */
  roomToSend(): Promise<void> | undefined
  /** The socket has sent everything it held. */
  drained(): void
  /**
   * The client has sent its last byte or is gone: nothing is sent any more, nobody waits any more.
   * ssh2 has freed its ciphers by then; using them would throw.
   */
  stop(): void
  /** Sends what waits, then ends the channel in the way OpenSSH's client waits for. The first call counts. */
  end(exitStatus: number): void
}

/** Takes the flow control of a channel that has just been accepted away from ssh2. */
export function controlFlow(channel: ServerChannel, socket: Socket, windowBytes: number): ChannelFlow {
  const { incoming, outgoing, _client } = channel as unknown as Internals
  let alive = true
  let allowed = GRANTED_BYTES
  let credit = 0
  let unsent: Buffer[] = []
  let waiting: (() => void)[] = []
  let isEnded = false

  // ssh2 compares this with constants to decide on a top-up; a window without end never needs one.
  incoming.window = Infinity

  const grant = (bytes: number) => {
    if (!alive || outgoing.state !== 'open') return
    allowed += bytes
    _client._protocol.channelWindowAdjust(outgoing.id, bytes)
  }
  const flush = () => {
    const bytes = unsent.length === 1 ? unsent[0] : Buffer.concat(unsent)
    unsent = []
    if (bytes && bytes.length > 0 && alive && channel.writable) channel.write(bytes, wake)
  }
  const isFull = () => channel.writableLength + socket.writableLength > UNSENT_BYTES_MAX
  const wake = () => {
    if (alive && isFull()) return
    const ready = waiting
    waiting = []
    for (const go of ready) go()
  }
  grant(windowBytes - GRANTED_BYTES)

  return {
    received(bytes) {
      allowed -= bytes
      return allowed >= 0
    },
    consumed(bytes) {
      credit += bytes
      if (credit < TOP_UP_BYTES) return
      grant(credit)
      credit = 0
    },
    send(bytes) {
      if (unsent.push(bytes) === 1) setImmediate(flush)
    },
    roomToSend() {
      return alive && isFull() ? new Promise((go) => waiting.push(go)) : undefined
    },
    drained: wake,
    stop() {
      alive = false
      wake()
    },
    end(exitStatus) {
      flush()
      if (!alive || isEnded) return
      isEnded = true
      channel.exit(exitStatus)
      channel.end()
    },
  }
}
