'use client'

import { FileJson, FolderOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDropzone } from 'react-dropzone'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'

/** The place to drop a template file on, with an ordinary button for everybody who does not drag. */
export function PickTemplate({ isReading, onPick }: { isReading: boolean; onPick: (file: File) => void }) {
  const words = useTranslations('templateForms.import')
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    ...{ multiple: false, noClick: true, noKeyboard: true },
    onDrop: ([file]) => {
      if (file) onPick(file)
    },
  })
  return (
    <div
      {...getRootProps({ role: 'group', 'aria-label': words('drop') })}
      className={classes(
        'flex flex-col items-center gap-4 rounded-2xl border-2 border-dashed px-6 py-12 text-center transition-colors',
        isDragActive ? 'border-brand bg-brand-soft' : 'border-edge/60 bg-surface',
      )}
    >
      <input {...getInputProps({ accept: '.json,application/json', 'aria-label': words('drop') })} />
      <FileJson aria-hidden className="size-12 text-ink-soft" strokeWidth={1.5} />
      <p className="text-lg font-semibold">{words('drop')}</p>
      <Button onPress={open} isPending={isReading} icon={<FolderOpen aria-hidden className="size-5" />}>
        {words('browse')}
      </Button>
      <p className="max-w-md text-sm text-ink-soft">{words('dropHelp')}</p>
    </div>
  )
}
