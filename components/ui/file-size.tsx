import { useFormatter } from 'next-intl'

const UNIT_BYTES = 1000
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A number of bytes in the unit a person would say. */
export function FileSize({ bytes }: { bytes: number | bigint }) {
  const format = useFormatter()
  const size = Number(bytes)
  const step = size < UNIT_BYTES ? 0 : Math.min(Math.floor(Math.log10(size) / 3), units.length - 1)
  const unit = units[step] ?? 'byte'
  return (
    <>
      {format.number(size / UNIT_BYTES ** step, {
        style: 'unit',
        unit,
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: step === 0 ? 0 : 1,
      })}
    </>
  )
}
