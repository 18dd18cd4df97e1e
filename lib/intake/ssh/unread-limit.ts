// Windows bound what is received on each channel and not dealt with; this bounds their sum, by not reading the socket.
import type { Brake } from './socket-brake'

/** @returns what counts received bytes, and those that have been dealt with as negative ones. */
export function unreadLimit(brake: Brake, bytesMax: number): (bytes: number) => void {
  let unread = 0
  return (bytes) => {
    const before = unread
    unread += bytes
    if (before <= bytesMax && unread > bytesMax) brake.hold('unread data')
    if (before > bytesMax && unread <= bytesMax) brake.release('unread data')
  }
}
