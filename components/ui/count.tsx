import { useFormatter } from 'next-intl'

/** A number with the separators of the language. */
export function Count({ value }: { value: number }) {
  const format = useFormatter()
  return <>{format.number(value)}</>
}
