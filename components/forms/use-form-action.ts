'use client'

import { startTransition, useActionState, useEffect, useRef, useState, type FormEvent } from 'react'
import type { FormAction, FormState } from './form-state'

/**
 * Binds a server action to a form. What was typed stays when the action finds something wrong (React would reset the
 * form), focus goes to the sentence that says what or to the first such field, and the error of a field goes as soon as the field is changed.
 * @returns the last answer, whether one is awaited, and the props of the form.
 */
export function useFormAction<State extends FormState>(action: FormAction<State>, initial: State) {
  const [state, dispatch, isPending] = useActionState(
    action as (state: Awaited<State>, data: FormData) => Promise<State>,
    initial as Awaited<State>,
  )
  const form = useRef<HTMLFormElement>(null)
  const answered = useRef<unknown>(initial)
  const [changed, setChanged] = useState<{ since: unknown; names: readonly string[] }>({ since: initial, names: [] })
  useEffect(() => {
    if (state === answered.current) return
    answered.current = state
    const wrong = state.error
      ? '[data-form-error]'
      : state.errors
        ? '[aria-invalid="true"]:not([aria-hidden="true"])'
        : undefined
    if (wrong) form.current?.querySelector<HTMLElement>(wrong)?.focus()
  }, [state])
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const data = new FormData(event.currentTarget, submitter)
    startTransition(() => dispatch(data))
  }
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const { name } = event.target as HTMLInputElement
    if (state.errors?.[name]) {
      setChanged((before) => ({ since: state, names: [...(before.since === state ? before.names : []), name] }))
    }
  }
  const errors = Object.entries(state.errors ?? {}).filter(
    ([name]) => changed.since !== state || !changed.names.includes(name),
  )
  const formProps = { ref: form, action: dispatch, onSubmit, onInput, validationErrors: Object.fromEntries(errors) }
  return { state, isPending, formProps }
}
