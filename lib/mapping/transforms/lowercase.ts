/** In small letters, by Unicode and not by anybody's locale. */
export const lowercase = (text: string): string => text.toLowerCase()
