/** In capital letters, by Unicode and not by anybody's locale. */
export const uppercase = (text: string): string => text.toUpperCase()
