'use client'
import { FileSpreadsheet, FolderOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { Spinner } from '@/components/ui/spinner'
import { useFileSize } from './use-file-size'

/** The place to drop a file on, with an ordinary button for everybody who does not drag. Any file is taken and looked at. */
export function PickFile({
  isReading,
  bytesMax,
  onPick,
}: {
  isReading: boolean
  bytesMax: number
  onPick: (file: File) => void
}) {
  const words = useTranslations('wizard.sample')
  const size = useFileSize()
  const [hadMany, setHadMany] = useState(false)
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple: true,
    noClick: true,
    noKeyboard: true,
    onDrop: (files) => {
      setHadMany(files.length > 1)
      if (files[0]) onPick(files[0])
    },
  })
  return (
    <div className="flex flex-col gap-4">
      <div
        {...getRootProps({ role: 'group', 'aria-label': words('dropTitle') })}
        className={classes(
          'flex flex-col items-center gap-4 rounded-2xl border-2 border-dashed px-6 py-14 text-center transition-colors',
          isDragActive ? 'border-brand bg-brand-soft' : 'border-edge/60 bg-surface',
        )}
      >
        <input
          {...getInputProps({
            accept: '.csv,.tsv,.txt,.tab,.zip,text/csv,text/plain,text/tab-separated-values,application/zip',
            multiple: false,
          })}
        />
        <FileSpreadsheet
          aria-hidden
          className={classes('size-12', isDragActive ? 'text-brand' : 'text-ink-soft')}
          strokeWidth={1.5}
        />
        <p className="text-lg font-semibold">{isDragActive ? words('dropNow') : words('dropTitle')}</p>
        <p className="text-ink-soft">{words('or')}</p>
        <Button onPress={open} isPending={isReading} icon={<FolderOpen aria-hidden className="size-5" />}>
          {words('browse')}
        </Button>
        <p className="max-w-md text-sm text-ink-soft">{words('limit', { size: size(bytesMax) })}</p>
        {isReading ? (
          <p className="flex items-center gap-2 text-sm text-ink-soft">
            <Spinner />
            {words('reading')}
          </p>
        ) : null}
      </div>
      {hadMany ? (
        <Alert tone="info" isLive>
          {words('oneFile')}
        </Alert>
      ) : null}
    </div>
  )
}
