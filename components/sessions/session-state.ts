// What a session comes to in one word.
import type { Tone } from '@/components/ui/tone'
import type { TransferSession } from '@/lib/accounts/transfer-sessions'

export type SessionState = 'open' | 'uploading' | 'knocking' | 'well' | 'trouble' | 'nothing' | 'refused'

export const stateTones: Readonly<Record<SessionState, Tone>> = {
  open: 'info',
  uploading: 'info',
  knocking: 'info',
  well: 'good',
  trouble: 'warn',
  nothing: 'neutral',
  refused: 'bad',
}

const troubles = new Set(['upload-refused', 'upload-cut', 'refused'])

export function sessionState({ isOpen, method, events, ending }: TransferSession): SessionState {
  const kinds = new Set(events.map((event) => event.kind))
  if (isOpen) return kinds.has('uploading') ? 'uploading' : method ? 'open' : 'knocking'
  if (!method || ending === 'too-many-sessions') return 'refused'
  if ([...kinds].some((kind) => troubles.has(kind)) || kinds.has('uploading')) return 'trouble'
  return kinds.has('uploaded') || kinds.has('fetched') ? 'well' : 'nothing'
}
