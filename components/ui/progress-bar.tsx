'use client'

import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'

export type ProgressBarProps = {
  label: ReactNode
  /** 0 to 100; leave out while nobody knows. */
  percent?: number
  /** Said instead of the percentage: "12,431 of 20,000 rows". */
  valueLabel?: string
}

/** How far something has come. */
export function ProgressBar({ label, percent, valueLabel }: ProgressBarProps) {
  const isUnknown = percent === undefined
  return (
    <AriaProgressBar
      value={percent ?? 0}
      isIndeterminate={isUnknown}
      valueLabel={valueLabel}
      className="flex flex-col gap-2"
    >
      {({ percentage, valueText }) => (
        <>
          <div className="flex flex-wrap justify-between gap-x-4 text-sm">
            <Label className="font-semibold text-ink">{label}</Label>
            <span className="text-ink-soft">{isUnknown ? valueLabel : valueText}</span>
          </div>
          <div className="h-3 overflow-hidden rounded-full border border-edge/40 bg-sunken">
            {isUnknown ? (
              <div className="h-full w-[30%] animate-[slide-across_1.6s_ease-in-out_infinite] rounded-full bg-brand" />
            ) : (
              <div
                className="h-full rounded-full bg-brand transition-[width] duration-500"
                style={{ width: `${percentage}%` }}
              />
            )}
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}
