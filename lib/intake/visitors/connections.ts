// The open connections of one door: counted, cut when their login ends, and ended in order when the process stops.
import type net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Visitor } from './doorkeeper'

/** A connection of any protocol. */
export type DoorConnection = Visitor & {
  /** Undefined until it has signed in. */
  readonly transferLoginId: string | undefined
  /** Resolves when the client is gone and nothing of it is under way any more. */
  readonly ended: Promise<void>
  /** Ends the connection now if no upload is open; otherwise soon after the last one. */
  readonly endWhenDone: () => void
  readonly end: (why: string) => void
}

/** What the intake can do with a door, whatever is spoken behind it. */
export type Door = {
  /** Connections that are open now. */
  readonly connectionCount: () => number
  /** The logins that are signed in now, each once. */
  readonly signedIn: () => string[]
  /** Cuts every connection of these logins. */
  readonly cut: (transferLoginIds: readonly string[]) => void
  /**
   * Stops: takes no new connection, begins no new upload, waits for those that are open, then ends everything.
   * What was not finished in time is kept as it came and can be resumed.
   */
  readonly stop: (graceSeconds: number) => Promise<void>
}

/** Keeps count of the connections that listeners let in. */
export class Connections<Connection extends DoorConnection> {
  private readonly bySocket = new Map<net.Socket, Connection>()
  private stopping = false

  constructor(private readonly listeners: readonly net.Server[]) {}

  /** Keeps a connection until it has ended. */
  add(socket: net.Socket, connection: Connection): void {
    this.bySocket.set(socket, connection)
    void connection.ended.then(() => this.bySocket.delete(socket))
  }

  get(socket: net.Socket): Connection | undefined {
    return this.bySocket.get(socket)
  }

  get isStopping(): boolean {
    return this.stopping
  }

  /** The connections as the intake sees them. */
  door(): Door {
    return {
      connectionCount: () => this.bySocket.size,
      signedIn: () => [...new Set(this.all().flatMap((connection) => connection.transferLoginId ?? []))],
      cut: (transferLoginIds) => {
        for (const connection of this.all()) {
          if (transferLoginIds.includes(connection.transferLoginId ?? '')) connection.end('login ended')
        }
      },
      stop: (graceSeconds) => this.stop(graceSeconds),
    }
  }

  private all(): Connection[] {
    return [...this.bySocket.values()]
  }

  private async stop(graceSeconds: number): Promise<void> {
    this.stopping = true
    for (const listener of this.listeners) listener.close()
    const all = this.all()
    for (const connection of all) connection.endWhenDone()
    const ended = Promise.allSettled(all.map((connection) => connection.ended))
    const timeUp = new AbortController()
    await Promise.race([ended, delay(graceSeconds * 1000, undefined, { signal: timeUp.signal }).catch(() => undefined)])
    timeUp.abort()
    for (const connection of this.all()) connection.turnAway()
    await ended
  }
}

/** Begins to listen. @throws what listening throws (EADDRINUSE, EACCES), with the port in it. */
export function listen(listener: net.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, host, () => {
      listener.off('error', reject)
      resolve()
    })
  })
}
