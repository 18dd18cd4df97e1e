import { useTranslations } from 'next-intl'
import { CodeText } from '@/components/ui/code-text'
import { CopyButton } from '@/components/ui/copy-button'

/** A value to be typed into another system, with a button that copies it. */
export function CopiedValue({ term, children }: { term: string; children: string }) {
  const words = useTranslations('transfers.connect')
  return (
    <span className="flex flex-wrap items-center justify-between gap-3">
      <CodeText>{children}</CodeText>
      <CopyButton text={children} label={words('copy', { what: term })} variant="quiet" />
    </span>
  )
}
