'use client'
// Choosing, looking at and sending the sample. Where it stands is one value, so that no two things can be true at once.
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { LiveRegion } from '@/components/ui/live-region'
import { FilePreview } from './file-preview'
import { PickFile } from './pick-file'
import { readPreview, type Preview } from './read-preview'
import type { NotCsvFound } from './recognise-bytes'
import { sendFile, type SendOutcome } from './send-file'
import { Sending, Unsendable, type Trouble } from './sending'

type Refusal = Extract<SendOutcome, { ok: false }>

export type Stage =
  | { readonly at: 'empty' }
  | { readonly at: 'reading'; readonly file: File }
  | { readonly at: 'unusable'; readonly fileName: string; readonly notCsv: NotCsvFound | 'other' | 'unreadable' }
  | { readonly at: 'preview'; readonly file: File; readonly preview: Preview; readonly trouble?: Trouble }
  | { readonly at: 'sending'; readonly file: File; readonly preview: Preview; readonly bytesSent: number }

export type SampleFormProps = {
  /** Where the bytes go (PUT). */
  uploadUrl: string
  /** Where the person goes when they have arrived. */
  next: string
  bytesMax: number
  hasHeader: boolean
}

export function SampleForm({ uploadUrl, next, bytesMax, hasHeader }: SampleFormProps) {
  const words = useTranslations('wizard.sample')
  const router = useRouter()
  const [stage, setStage] = useState<Stage>({ at: 'empty' })
  const upload = useRef<AbortController>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => () => upload.current?.abort(), [])
  useEffect(() => {
    if (stage.at === 'preview' || stage.at === 'unusable') heading.current?.focus()
  }, [stage.at])

  const look = async (file: File) => {
    setStage({ at: 'reading', file })
    try {
      const outcome = await readPreview(file, { hasHeader })
      setStage(
        outcome.ok
          ? { at: 'preview', file, preview: outcome.preview }
          : { at: 'unusable', fileName: file.name, notCsv: outcome.notCsv },
      )
    } catch {
      setStage({ at: 'unusable', fileName: file.name, notCsv: 'unreadable' })
    }
  }

  const send = async (file: File, preview: Preview) => {
    const controller = new AbortController()
    upload.current = controller
    setStage({ at: 'sending', file, preview, bytesSent: 0 })
    const onProgress = (bytesSent: number) =>
      setStage((current) => (current.at === 'sending' ? { ...current, bytesSent } : current))
    const url = `${uploadUrl}?fileName=${encodeURIComponent(file.name)}`
    const outcome = await sendFile(url, file, { onProgress, signal: controller.signal })
    if (outcome.ok) return router.push(next)
    setStage({ at: 'preview', file, preview, trouble: troubleOf(outcome) })
  }

  return (
    <div className="flex flex-col gap-8">
      <LiveRegion>{stage.at === 'reading' ? words('reading') : ''}</LiveRegion>
      {stage.at === 'unusable' ? <Unsendable ref={heading} fileName={stage.fileName} notCsv={stage.notCsv} /> : null}
      {stage.at === 'empty' || stage.at === 'reading' || stage.at === 'unusable' ? (
        <PickFile isReading={stage.at === 'reading'} bytesMax={bytesMax} onPick={(file) => void look(file)} />
      ) : null}
      {stage.at === 'preview' ? (
        <FilePreview
          ref={heading}
          preview={stage.preview}
          trouble={stage.trouble}
          isTooLarge={stage.preview.sizeBytes > bytesMax}
          bytesMax={bytesMax}
          onSend={() => void send(stage.file, stage.preview)}
          onAnother={() => setStage({ at: 'empty' })}
        />
      ) : null}
      {stage.at === 'sending' ? (
        <Sending
          fileName={stage.preview.fileName}
          bytesSent={stage.bytesSent}
          bytesTotal={stage.preview.sizeBytes}
          onCancel={() => upload.current?.abort()}
        />
      ) : null}
    </div>
  )
}

function troubleOf(refusal: Refusal): Trouble {
  return refusal.reason === 'refused' ? { reason: 'refused', message: refusal.message } : { reason: refusal.reason }
}
