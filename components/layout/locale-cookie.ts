/** Remembers the language chosen in this browser, for pages before the sign-in. */
export const localeCookie = 'rollcall-locale'
