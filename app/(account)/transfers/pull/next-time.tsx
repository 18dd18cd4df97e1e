import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/date-time'
import { restsBecause, type PullSource } from '@/lib/pull/source'

/** When a source is visited next, or why it is not. */
export function NextTime({ source }: { source: PullSource }) {
  const words = useTranslations('pull.rests')
  if (source.nextTurnAt) return <DateTime at={source.nextTurnAt} />
  return <>{words(restsBecause(source) ?? 'never')}</>
}
