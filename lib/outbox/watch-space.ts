// Every process that takes or works on files looks at the room on its disk now and then.
import { room } from '@/lib/platform/free-space'
import { log } from '@/lib/platform/log'
import { noteSpace } from './space-incidents'

const LOOK_EVERY_MS = 10_000

/** Begins to look. @returns what stops it, when a look that is under way is over. */
export function watchSpace(): () => Promise<void> {
  let looking = Promise.resolve()
  const look = () => {
    looking = looking
      .then(async () => noteSpace(await room.space()))
      .catch((error: unknown) => log.warn({ err: error }, 'the room on the disk could not be noted'))
  }
  look()
  const timer = setInterval(look, LOOK_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await looking
  }
}
