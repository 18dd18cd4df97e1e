'use client'

import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components/Switch'
import { classes } from './classes'

export type SwitchProps = Omit<AriaSwitchProps, 'className' | 'children'> & {
  children: ReactNode
  description?: ReactNode
  className?: string
}

/** On or off, with effect at once or with the form it stands in. */
export function Switch({ children, description, className, ...props }: SwitchProps) {
  return (
    <AriaSwitch
      {...props}
      className={classes(
        'group flex min-h-6 cursor-pointer items-start gap-3 py-1 data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55',
        className,
      )}
    >
      <span className="mt-0.5 flex h-6 w-11 shrink-0 items-center rounded-full border-[1.5px] border-edge bg-sunken px-0.5 transition-colors group-data-[focus-visible]:outline-3 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-focus group-data-[selected]:border-brand group-data-[selected]:bg-brand">
        <span className="size-4 rounded-full bg-edge transition-transform group-data-[selected]:translate-x-[1.2rem] group-data-[selected]:bg-on-brand" />
      </span>
      <span className="flex flex-col">
        <span className="font-medium text-ink">{children}</span>
        {description ? <span className="text-sm text-ink-soft">{description}</span> : null}
      </span>
    </AriaSwitch>
  )
}
