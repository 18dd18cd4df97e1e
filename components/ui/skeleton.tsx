import { useTranslations } from 'next-intl'
import { classes } from './classes'

/** The place of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes('animate-pulse rounded-lg bg-sunken', className)} />
}

/** A page that is on its way. */
export function PageSkeleton() {
  const words = useTranslations('ui')
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">{words('loading')}</span>
      <Skeleton className="h-11 w-80 max-w-full" />
      <Skeleton className="mb-6 h-6 w-[28rem] max-w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  )
}
