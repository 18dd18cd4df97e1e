import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Reminds an operator whose account this is, and leads back. */
export function VisitingBanner({ accountName, leave }: { accountName: string; leave: () => Promise<void> }) {
  const words = useTranslations('navigation')
  return (
    <aside
      aria-label={words('visiting.title')}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-warn/30 bg-warn-soft px-4 py-2.5 text-sm sm:px-8 lg:px-12 print:hidden"
    >
      <p className="flex items-center gap-2.5 text-ink">
        <Eye aria-hidden className="size-5 shrink-0 text-warn" />
        <span>
          {words.rich('visiting.text', {
            account: accountName,
            strong: (text) => <strong className="foreign-text">{text}</strong>,
          })}
        </span>
      </p>
      <form action={leave}>
        <button className="min-h-8 cursor-pointer link">{words('visiting.leave')}</button>
      </form>
    </aside>
  )
}
