'use client'

import { useEffect, type ReactNode } from 'react'
import { Form } from 'react-aria-components/Form'
import { classes } from '@/components/ui/classes'
import { showToast } from '@/components/ui/toast'
import { FormError } from './form-error'
import { untouched, type FormAction } from './form-state'
import { PendingContext } from './pending'
import { useFormAction } from './use-form-action'

export type ActionFormProps = {
  action: FormAction
  /** Named for screen readers, where the page has several forms. */
  label?: string
  className?: string
  children: ReactNode
}

/**
 * A form that calls a server action: shows its error above the fields, each field's error under it, and what was done
 * as a toast. Put a SubmitButton inside.
 */
export function ActionForm({ action, label, className, children }: ActionFormProps) {
  const { state, isPending, formProps } = useFormAction(action, untouched)
  useEffect(() => {
    if (state.done) showToast(state.done)
  }, [state])
  return (
    <Form {...formProps} aria-label={label} className={classes('flex flex-col gap-6', className)}>
      <FormError>{state.error}</FormError>
      <PendingContext value={isPending}>{children}</PendingContext>
    </Form>
  )
}
