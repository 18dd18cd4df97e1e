// What a session comes to in one word.
import type { Tone } from '@/components/ui/tone'
import type { TransferSession } from '@/lib/accounts/transfer-sessions'

export type SessionState = 'open' | 'uploading' | 'knocking' | 'well' | 'unbound' | 'trouble' | 'nothing' | 'refused'

export const stateTones: Readonly<Record<SessionState, Tone>> = {
  open: 'info',
  uploading: 'info',
  knocking: 'info',
  well: 'good',
  unbound: 'warn',
  trouble: 'warn',
  nothing: 'neutral',
  refused: 'bad',
}

const troubles = new Set(['upload-refused', 'upload-cut', 'refused'])

/** Whether some template of the login is bound to exactly this name. */
export type IsBound = (fileName: string) => boolean

/** Whether a file arrived that no template takes. */
export const isUnbound = (event: TransferSession['events'][number], isBound: IsBound | undefined) =>
  event.kind === 'uploaded' && !event.waits && isBound?.(event.name) === false

/** @param isBound undefined: not known. */
export function sessionState({ isOpen, method, events, ending }: TransferSession, isBound?: IsBound): SessionState {
  const kinds = new Set(events.map((event) => event.kind))
  if (isOpen) return kinds.has('uploading') ? 'uploading' : method ? 'open' : 'knocking'
  if (!method || ending === 'too-many-sessions') return 'refused'
  if ([...kinds].some((kind) => troubles.has(kind)) || kinds.has('uploading')) return 'trouble'
  if (events.some((event) => isUnbound(event, isBound))) return 'unbound'
  return kinds.has('uploaded') || kinds.has('fetched') ? 'well' : 'nothing'
}
