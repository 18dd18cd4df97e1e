'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'

/** Another file name for a template whose own cannot be had. */
export function OtherName({ isBusy, onLook }: { isBusy: boolean; onLook: (fileName: string) => void }) {
  const words = useTranslations('templateForms')
  const [fileName, setFileName] = useState('')
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        onLook(fileName)
      }}
    >
      <TextField
        label={words('fields.fileName')}
        description={words('import.otherName')}
        value={fileName}
        onChange={setFileName}
        isRequired
        mono
      />
      <div>
        <Button type="submit" variant="secondary" isPending={isBusy}>
          {words('import.lookAgain')}
        </Button>
      </div>
    </form>
  )
}
