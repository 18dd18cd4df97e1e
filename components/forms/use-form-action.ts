'use client'

import { startTransition, useActionState, useEffect, useRef, type FormEvent } from 'react'
import type { FormAction, FormState } from './form-state'

/**
 * Binds a server action to a form. What was typed stays when the action finds something wrong (React would reset the
 * form), and focus goes to the sentence that says what.
 * @returns the last answer, whether one is awaited, and the props of the form.
 */
export function useFormAction<State extends FormState>(action: FormAction<State>, initial: State) {
  const [state, dispatch, isPending] = useActionState(
    action as (state: Awaited<State>, data: FormData) => Promise<State>,
    initial as Awaited<State>,
  )
  const form = useRef<HTMLFormElement>(null)
  const answered = useRef<unknown>(initial)
  useEffect(() => {
    if (state === answered.current) return
    answered.current = state
    if (state.error) form.current?.querySelector<HTMLElement>('[data-form-error]')?.focus()
  }, [state])
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const data = new FormData(event.currentTarget, submitter)
    startTransition(() => dispatch(data))
  }
  return { state, isPending, formProps: { ref: form, action: dispatch, onSubmit, validationErrors: state.errors } }
}
