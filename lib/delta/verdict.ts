// What the kernel says of a row, as numbers (kernel/state.as) and as words.

export type Verdict = 'same' | 'new' | 'changed' | 'duplicate' | 'unclear'

/** A new key twice: one that goes to the key list, and one that is there already or for which there is no room. */
export const verdicts = ['same', 'new', 'new', 'changed', 'duplicate', 'unclear'] as const satisfies readonly Verdict[]

/** The verdict of a key that goes to the key list. */
export const NEW_KEY = 1
