// A client that holds an upload open and sends next to nothing is cut: it keeps a place that others need, and the name of
// its file from everybody else. What came is kept, and can be continued.
import type { HandleQuota } from '../sftp/handles'
import type { SshLimits } from './limits'
import type { UnreadLimit } from './unread-limit'

export type FloorOptions = {
  readonly limits: SshLimits
  readonly quota: HandleQuota
  readonly bytes: UnreadLimit
  readonly onTooSlow: () => void
}

/** Begins to watch; too slow is who sends too little through two looks in a row. @returns what ends it. */
export function watchUploadFloor({ limits, quota, bytes, onTooSlow }: FloorOptions): () => void {
  let bytesThen = 0
  let wasUploading = false
  const look = () => {
    const isUploading = quota.uploads > 0
    const came = bytes.receivedBytes - bytesThen
    if (isUploading && wasUploading && !bytes.isWaiting && came < limits.floorBytes) onTooSlow()
    bytesThen = bytes.receivedBytes
    wasUploading = isUploading
  }
  const timer = setInterval(look, limits.floorSeconds * 1000)
  return () => clearInterval(timer)
}
