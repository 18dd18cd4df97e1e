// What a suggestion's confidence, from 0 to 1, is worth.

/** From this on, it is followed unless a person says otherwise. */
export const SURE = 0.9
/** From this on, it is called likely. */
export const LIKELY = 0.7
