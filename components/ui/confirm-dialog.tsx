'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition, type ReactNode } from 'react'
import type { FormState } from '@/components/forms/form-state'
import { Alert } from './alert'
import { Button } from './button'
import type { ButtonSize, ButtonVariant } from './button-style'
import { Dialog } from './dialog'

export type ConfirmDialogProps = {
  /** The words of the button that opens the question. */
  trigger: ReactNode
  triggerVariant?: ButtonVariant
  triggerSize?: ButtonSize
  triggerIcon?: ReactNode
  /** Read instead of the trigger's words where several stand in one list. */
  triggerLabel?: string
  title: ReactNode
  /** What will happen. */
  children: ReactNode
  /** The words of the button that does it: the verb, not "OK". */
  confirm: ReactNode
  danger?: boolean
  /** A server action, already bound to its arguments. It may redirect; an error it returns is shown in the dialog. */
  action: () => Promise<FormState | void>
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const words = useTranslations('ui')
  const [isOpen, setOpen] = useState(false)
  const [isPending, startTransition] = useTransition()
  const [error, setError] = useState<string>()
  const answerYes = () =>
    startTransition(async () => {
      setError(undefined)
      const state = await props.action()
      if (state?.error) setError(state.error)
      else setOpen(false)
    })
  return (
    <Dialog
      title={props.title}
      role="alertdialog"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button
          variant={props.triggerVariant ?? 'secondary'}
          size={props.triggerSize}
          icon={props.triggerIcon}
          aria-label={props.triggerLabel}
        >
          {props.trigger}
        </Button>
      }
    >
      {(close) => (
        <>
          <div className="text-ink-soft">{props.children}</div>
          {error ? (
            <Alert tone="bad" className="mt-4">
              {error}
            </Alert>
          ) : null}
          <div className="mt-8 flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onPress={close}>
              {words('cancel')}
            </Button>
            <Button variant={props.danger ? 'danger' : 'primary'} isPending={isPending} onPress={answerYes}>
              {props.confirm}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
