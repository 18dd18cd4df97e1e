import { useTranslations } from 'next-intl'
import { SizeLimitAlert, useLimit } from '@/components/import-types/size-limit-alert'
import { Alert } from '@/components/ui/alert'
import { FileName } from '@/components/ui/file-name'
import type { ImportType } from '@/lib/import-types/import-type'
import { packageWith } from '@/lib/import-types/size-limit'

/** What is to be known of a type as a whole: that its names are our own, and how large a file may be. */
export function LayoutAlerts({ type }: { type: ImportType }) {
  const words = useTranslations('downloads')
  const size = useLimit()
  const pack = packageWith(type.name)
  if (!type.layout && type.maxBytes === undefined && !pack) return null
  return (
    <div className="mb-8 flex max-w-3xl flex-col gap-3">
      {type.layout ? <Alert>{words(`layout.${type.layout}`)}</Alert> : null}
      <SizeLimitAlert bytes={type.maxBytes} />
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
