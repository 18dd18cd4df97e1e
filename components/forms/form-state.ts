// What a server action answers to the form that called it. Sentences are made by the action, in the caller's language.

export type FormState = {
  /** Why nothing was done: one sentence over the form. */
  error?: string
  /** What is wrong with a field, by its name. */
  errors?: Readonly<Record<string, string>>
  /** What was done, where the action does not lead to another page. */
  done?: string
}

export type FormAction<State extends FormState = FormState> = (state: State, data: FormData) => Promise<State>

export const untouched: FormState = {}
