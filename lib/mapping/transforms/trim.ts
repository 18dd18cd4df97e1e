/** Without blanks at either end. */
export const trim = (text: string): string => text.trim()
