'use client'
import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { FileName } from '@/components/ui/file-name'
import { TroubleAlert, type Trouble } from './sending'
import { useFileSize } from './use-file-size'

type PackedFileProps = {
  file: File
  /** Why the last attempt to send it came to nothing. */
  trouble: Trouble | undefined
  bytesMax: number
  onSend: () => void
  onAnother: () => void
  ref: Ref<HTMLHeadingElement>
}

/** A ZIP: what is in it is read once it has arrived. */
export function PackedFile({ file, trouble, bytesMax, onSend, onAnother, ref }: PackedFileProps) {
  const words = useTranslations('wizard.sample')
  const size = useFileSize()
  const isTooLarge = file.size > bytesMax
  return (
    <section aria-labelledby="packed-title" className="flex flex-col gap-6">
      <div>
        <h2 id="packed-title" ref={ref} tabIndex={-1} className="text-xl outline-none">
          {words.rich('packedTitle', { file: () => <FileName name={file.name} />, size: size(file.size) })}
        </h2>
        {trouble ? null : <p className="mt-1 max-w-prose text-ink-soft">{words('packedLead')}</p>}
      </div>
      {trouble ? <TroubleAlert trouble={trouble} /> : null}
      {isTooLarge ? (
        <Alert tone="bad" isLive>
          {words('refused.too-large', { limit: size(bytesMax) })}
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button isDisabled={isTooLarge} onPress={onSend}>
          {trouble ? words('retry') : words('sendPacked')}
          <ArrowRight aria-hidden className="size-5" />
        </Button>
        <Button variant="secondary" onPress={onAnother}>
          {words('another')}
        </Button>
      </div>
    </section>
  )
}
