'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { goBackTo } from './actions'

const NOTE_LENGTH_MAX = 500

/** Asks why, and goes back to an earlier version. */
export function RestoreDialog({ template, version }: { template: { id: string; version: number }; version: number }) {
  const words = useTranslations('templateForms.restore')
  const cancel = useTranslations('ui')
  return (
    <Dialog
      title={words('title', { version })}
      trigger={
        <Button
          variant="secondary"
          size="small"
          icon={<History aria-hidden className="size-4" />}
          aria-label={words('label', { version })}
        >
          {words('trigger')}
        </Button>
      }
    >
      {(close) => (
        <ActionForm action={goBackTo.bind(null, { templateId: template.id, version, seen: template.version })}>
          <p className="text-ink-soft">{words('text', { version, next: template.version + 1 })}</p>
          <TextField
            name="note"
            label={words('note')}
            description={words('noteHelp')}
            maxLength={NOTE_LENGTH_MAX}
            isOptional
          />
          <div className="flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onPress={close}>
              {cancel('cancel')}
            </Button>
            <SubmitButton>{words('confirm')}</SubmitButton>
          </div>
        </ActionForm>
      )}
    </Dialog>
  )
}
