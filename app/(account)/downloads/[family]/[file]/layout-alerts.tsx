import { useFormatter, useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { FileName } from '@/components/ui/file-name'
import type { ImportType } from '@/lib/import-types/import-type'
import { packageWith } from '@/lib/import-types/size-limit'

const KIB = 1024
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** What is to be known of a type as a whole: that its names are our own, and how large a file may be. */
export function LayoutAlerts({ type }: { type: ImportType }) {
  const words = useTranslations('downloads')
  const size = useLimit()
  const pack = packageWith(type.name)
  if (!type.layout && type.maxBytes === undefined && !pack) return null
  return (
    <div className="mb-8 flex max-w-3xl flex-col gap-3">
      {type.layout ? <Alert>{words(`layout.${type.layout}`)}</Alert> : null}
      {type.maxBytes === undefined ? null : <Alert>{words('sizeLimit', { size: size(type.maxBytes) })}</Alert>}
      {pack ? (
        <Alert>
          {words.rich('packageLimit', {
            size: size(pack.maxBytes),
            file: () => <FileName key="file" name={pack.fileName} className="font-semibold" />,
          })}
        </Alert>
      ) : null}
    </div>
  )
}

/** A limit as its owner writes it: a number of megabytes or gigabytes, each 1024 of the next smaller one. */
function useLimit(): (bytes: number) => string {
  const format = useFormatter()
  return (bytes) => {
    const power = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
    return format.number(bytes / KIB ** power, { style: 'unit', unit: units[power], maximumFractionDigits: 1 })
  }
}
