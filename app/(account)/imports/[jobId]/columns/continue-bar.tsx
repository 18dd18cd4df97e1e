'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import type { FieldChoice } from './grid-column'
import type { SaveState } from './use-autosave'

/** Goes on to the check once everything required is filled and stored; says what is in the way otherwise. */
export function ContinueBar({
  missing,
  saveState,
  onContinue,
  onGoOn,
}: {
  missing: readonly FieldChoice[]
  saveState: SaveState
  /** Stores what is not stored yet; false if it could not be. */
  onContinue: () => Promise<boolean>
  /** Leads to the next step. */
  onGoOn: () => Promise<void>
}) {
  const words = useTranslations('wizard.columns')
  const [isAsked, ask] = useState(false)
  const [isPending, start] = useTransition()
  const goOn = () => {
    ask(true)
    if (missing.length > 0) return document.getElementById('missing-fields')?.focus()
    start(async () => {
      if (await onContinue()) await onGoOn()
    })
  }
  return (
    <div className="mt-10 flex flex-col items-start gap-4">
      {isAsked && missing.length > 0 ? (
        <Alert tone="bad" isLive title={words('cannotContinue', { count: missing.length })}>
          {missing.map((field) => field.title).join(', ')}
        </Alert>
      ) : null}
      {saveState === 'failed' ? (
        <Alert tone="bad" isLive>
          {words('saveFailed')}
        </Alert>
      ) : null}
      <Button isPending={isPending} onPress={goOn}>
        {words('continue')}
      </Button>
    </div>
  )
}
