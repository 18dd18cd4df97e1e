// The languages Rollcall speaks.
export const locales = ['en', 'es-MX'] as const

export type Locale = (typeof locales)[number]

/** The nearest language we have: exact, then by its first part, then English. */
export function toLocale(wanted: string | null | undefined): Locale {
  const exact = locales.find((locale) => locale.toLowerCase() === wanted?.toLowerCase())
  return exact ?? (wanted?.toLowerCase().startsWith('es') ? 'es-MX' : 'en')
}
