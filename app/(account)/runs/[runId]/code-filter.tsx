'use client'

import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { addressOf } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'

export type CodeFilterProps = {
  path: string
  current: string | undefined
  total: number
  codes: readonly { code: string; title: string; count: number }[]
}

const ALL = 'all'

/** Shows the issues of one kind only. */
export function CodeFilter({ path, current, total, codes }: CodeFilterProps) {
  const words = useTranslations('runsPage.issues')
  const format = useFormatter()
  const router = useRouter()
  const options = [
    { id: ALL, label: words('all', { count: total }) },
    ...codes.map(({ code, title, count }) => ({ id: code, label: `${title} (${format.number(count)})` })),
  ]
  return (
    <Select
      label={words('filter')}
      options={options}
      value={current ?? ALL}
      onChange={(chosen) =>
        router.replace(addressOf(path, { code: chosen === ALL ? undefined : String(chosen) }), { scroll: false })
      }
      className="mb-5 max-w-md"
    />
  )
}
