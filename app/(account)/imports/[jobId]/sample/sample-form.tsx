'use client'
// Choosing, looking at and sending the sample. Where it stands is one value, so that no two things can be true at once.
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { LiveRegion } from '@/components/ui/live-region'
import { FilePreview } from './file-preview'
import { PackedFile } from './packed-file'
import { PickFile } from './pick-file'
import { readPreview, type Preview } from './read-preview'
import { sendFile, type SendOutcome } from './send-file'
import { Sending, Unsendable, type Trouble, type WhatItIs } from './sending'

type Refusal = Extract<SendOutcome, { ok: false }>

export type Stage =
  | { readonly at: 'empty' }
  | { readonly at: 'reading'; readonly file: File }
  | { readonly at: 'unusable'; readonly fileName: string; readonly notCsv: WhatItIs }
  /** Without a preview: an archive, whose files only the server looks at. */
  | { readonly at: 'preview'; readonly file: File; readonly preview: Preview | null; readonly trouble?: Trouble }
  | { readonly at: 'sending'; readonly file: File; readonly preview: Preview | null; readonly bytesSent: number }

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
      if (outcome.ok) setStage({ at: 'preview', file, preview: outcome.preview })
      else if (outcome.notCsv === 'zip') setStage({ at: 'preview', file, preview: null })
      else setStage({ at: 'unusable', fileName: file.name, notCsv: outcome.notCsv })
    } catch {
      setStage({ at: 'unusable', fileName: file.name, notCsv: 'unreadable' })
    }
  }

  const send = async (file: File, preview: Preview | null) => {
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
      {stage.at === 'preview' && !stage.preview ? (
        <PackedFile
          ref={heading}
          file={stage.file}
          trouble={stage.trouble}
          bytesMax={bytesMax}
          onSend={() => void send(stage.file, null)}
          onAnother={() => setStage({ at: 'empty' })}
        />
      ) : null}
      {stage.at === 'preview' && stage.preview ? (
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
          fileName={stage.file.name}
          bytesSent={stage.bytesSent}
          bytesTotal={stage.file.size}
          onCancel={() => upload.current?.abort()}
        />
      ) : null}
    </div>
  )
}

function troubleOf(refusal: Refusal): Trouble {
  return refusal.reason === 'refused' ? { reason: 'refused', message: refusal.message } : { reason: refusal.reason }
}
