import { useFormatter } from 'next-intl'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A number of bytes as people say it, in their own notation: 1.4 MB. */
export function useFileSize(): (bytes: number) => string {
  const format = useFormatter()
  return (bytes) => {
    const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1000)))
    const value = bytes / 1000 ** step
    return format.number(value, {
      style: 'unit',
      unit: units[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
    })
  }
}
