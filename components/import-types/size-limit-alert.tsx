import { useFormatter, useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'

const KIB = 1024
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** How large a file of a type may be. @param bytes undefined: nobody says so, and nothing is shown. */
export function SizeLimitAlert({ bytes, className }: { bytes: number | undefined; className?: string }) {
  const words = useTranslations('downloads')
  const size = useLimit()
  return bytes === undefined ? null : <Alert className={className}>{words('sizeLimit', { size: size(bytes) })}</Alert>
}

/** A limit as its owner writes it: a number of megabytes or gigabytes, each 1024 of the next smaller one. */
export function useLimit(): (bytes: number) => string {
  const format = useFormatter()
  return (bytes) => {
    const power = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
    return format.number(bytes / KIB ** power, { style: 'unit', unit: units[power], maximumFractionDigits: 1 })
  }
}
