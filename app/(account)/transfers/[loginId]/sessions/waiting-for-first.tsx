import { useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { Spinner } from '@/components/ui/spinner'

/** Nobody has connected yet: what will happen, and where to look if it does not. */
export function WaitingForFirst({ userName }: { userName: string }) {
  const words = useTranslations('sessions.waiting')
  const title = (
    <span className="inline-flex items-center gap-3">
      <Spinner />
      {words('title')}
    </span>
  )
  return (
    <EmptyState level={3} title={title}>
      <p>{words('text')}</p>
      <p className="mt-4 font-semibold">{words('nothing')}</p>
      <ul className="mt-1 list-disc pl-5">
        <li>{words('reach')}</li>
        <li>{words('name', { userName })}</li>
        <li>{words('operator')}</li>
      </ul>
    </EmptyState>
  )
}
