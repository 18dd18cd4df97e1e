'use client'
import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { LiveRegion } from '@/components/ui/live-region'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { NotCsvFound } from './recognise-bytes'
import { useFileSize } from './use-file-size'

/** Why sending came to nothing. */
export type Trouble =
  | { readonly reason: 'refused'; readonly message: string }
  | { readonly reason: 'signed-out' | 'connection' | 'cancelled' | 'server' }

type SendingProps = { fileName: string; bytesSent: number; bytesTotal: number; onCancel: () => void }

export function Sending({ fileName, bytesSent, bytesTotal, onCancel }: SendingProps) {
  const words = useTranslations('wizard.sample')
  const size = useFileSize()
  const isSent = bytesSent >= bytesTotal
  return (
    <div className="flex flex-col items-start gap-5 card p-6">
      <div className="w-full">
        <ProgressBar
          label={words('sending', { fileName })}
          percent={isSent ? undefined : (bytesSent / bytesTotal) * 100}
          valueLabel={isSent ? words('analysing') : words('sent', { sent: size(bytesSent), total: size(bytesTotal) })}
        />
      </div>
      <LiveRegion>{isSent ? words('analysing') : words('sending', { fileName })}</LiveRegion>
      <Button variant="secondary" onPress={onCancel}>
        {words('cancel')}
      </Button>
    </div>
  )
}

export function TroubleAlert({ trouble }: { trouble: Trouble }) {
  const words = useTranslations('wizard.sample')
  if (trouble.reason === 'cancelled') {
    return (
      <Alert tone="info" isLive>
        {words('cancelled')}
      </Alert>
    )
  }
  return (
    <Alert tone="bad" isLive title={words('failed.title')}>
      {trouble.reason === 'refused' ? trouble.message : words(`failed.${trouble.reason}`)}
    </Alert>
  )
}

/** What a file is that cannot be sent. */
export type WhatItIs = Exclude<NotCsvFound, 'zip'> | 'other' | 'unreadable'

type UnsendableProps = { fileName: string; notCsv: WhatItIs; ref: Ref<HTMLHeadingElement> }

/** A file that is not a sample, called what it is, with the way out. */
export function Unsendable({ fileName, notCsv, ref }: UnsendableProps) {
  const words = useTranslations('wizard.sample')
  return (
    <Alert
      tone="bad"
      title={
        <span ref={ref} role="heading" aria-level={2} tabIndex={-1} className="foreign-text outline-none">
          {notCsv === 'unreadable' ? fileName : words('notCsv.title', { fileName })}
        </span>
      }
    >
      {notCsv === 'unreadable' ? words('unreadable') : words(`notCsv.${notCsv}`)}
    </Alert>
  )
}
