import { useTranslations } from 'next-intl'
import { TextField } from '@/components/ui/text-field'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'

type NoteFieldProps = { readonly value?: string; readonly onChange?: (note: string) => void }

/** Why a version is made, in the words of who makes it. */
export function NoteField(own: NoteFieldProps) {
  const words = useTranslations('templateForms.restore')
  return (
    <TextField
      name="note"
      label={words('note')}
      description={words('noteHelp')}
      maxLength={NOTE_LENGTH_MAX}
      isOptional
      {...own}
    />
  )
}
