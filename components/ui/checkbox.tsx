'use client'

import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'
import { classes } from './classes'

export type CheckboxProps = Omit<AriaCheckboxProps, 'className' | 'children'> & {
  children: ReactNode
  description?: ReactNode
  className?: string
}

/** Yes or no, answered by a tick. */
export function Checkbox({ children, description, className, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className={classes(
        'group flex min-h-6 cursor-pointer items-start gap-3 py-1 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55',
        className,
      )}
    >
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className="mt-0.5 grid size-5.5 shrink-0 place-items-center rounded-md border-[1.5px] border-edge bg-surface text-on-brand group-data-[focus-visible]:outline-3 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[indeterminate]:border-brand group-data-[indeterminate]:bg-brand group-data-[invalid]:border-bad group-data-[selected]:border-brand group-data-[selected]:bg-brand">
            {isIndeterminate ? (
              <Minus aria-hidden className="size-4" strokeWidth={3} />
            ) : isSelected ? (
              <Check aria-hidden className="size-4" strokeWidth={3} />
            ) : null}
          </span>
          <span className="flex flex-col">
            <span className="font-medium text-ink">{children}</span>
            {description ? <span className="text-sm text-ink-soft">{description}</span> : null}
          </span>
        </>
      )}
    </AriaCheckbox>
  )
}
