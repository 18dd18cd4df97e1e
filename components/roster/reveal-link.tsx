import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { addressOf } from '@/components/ui/pagination'
import type { ImportType } from '@/lib/import-types/import-type'

export type RevealLinkProps = {
  type: ImportType
  path: string
  query: Readonly<Record<string, string | undefined>>
  isRevealed: boolean
  anchor?: string
}

/** Shows or hides birth dates and the like; nothing where the type has no such field. */
export function RevealLink({ type, path, query, isRevealed, anchor }: RevealLinkProps) {
  const words = useTranslations('rosterPage.sensitive')
  if (!type.fields.some((field) => field.sensitive && !field.discarded)) return null
  const href = addressOf(path, { ...query, reveal: isRevealed ? undefined : 'true' })
  const Icon = isRevealed ? EyeOff : Eye
  return (
    <ButtonLink
      href={anchor ? `${href}#${anchor}` : href}
      variant="secondary"
      size="small"
      icon={<Icon aria-hidden className="size-4" />}
    >
      {isRevealed ? words('hide') : words('reveal')}
    </ButtonLink>
  )
}
