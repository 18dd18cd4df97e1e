// Stops reading a socket for as long as there is a reason to; reasons come and go independently.
import type { Socket } from 'node:net'

export type BrakeReason = 'unsent answers' | 'unread data'

export type Brake = { hold(reason: BrakeReason): void; release(reason: BrakeReason): void }

export function brakeOf(socket: Socket): Brake {
  const reasons = new Set<BrakeReason>()
  return {
    hold(reason) {
      reasons.add(reason)
      socket.pause()
    },
    release(reason) {
      if (reasons.delete(reason) && reasons.size === 0) socket.resume()
    },
  }
}
