'use client'

import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField'
import { classes } from './classes'
import { FieldDescription, FieldError, FieldLabel, fieldStyle } from './field-parts'

export type NumberFieldProps = Omit<AriaNumberFieldProps, 'className' | 'children'> & {
  label: ReactNode
  description?: ReactNode
  errorMessage?: ReactNode
  /** What is counted, shown after the number: "%", "days". */
  unit?: string
  className?: string
}

const step =
  'grid w-11 shrink-0 cursor-pointer place-items-center text-ink-soft hover:bg-sunken hover:text-ink data-[disabled]:opacity-40'

/** A number in the reader's own notation, with buttons one step up and down. */
export function NumberField({ label, description, errorMessage, unit, className, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...props}
      isInvalid={errorMessage ? true : props.isInvalid}
      className={classes(fieldStyle, className)}
    >
      <FieldLabel>{label}</FieldLabel>
      <FieldDescription>{description}</FieldDescription>
      <Group className="flex min-h-11 w-full max-w-60 items-stretch overflow-hidden rounded-lg border border-edge bg-surface data-[focus-within]:outline-3 data-[focus-within]:outline-offset-2 data-[focus-within]:outline-focus data-[invalid]:border-bad">
        <Button slot="decrement" className={classes(step, 'border-r border-rule')}>
          <Minus aria-hidden className="size-4" />
        </Button>
        <Input className="w-full min-w-0 bg-transparent px-3 text-base text-ink outline-none! data-[focus-visible]:outline-none" />
        {unit ? <span className="self-center pr-3 text-sm text-ink-soft">{unit}</span> : null}
        <Button slot="increment" className={classes(step, 'border-l border-rule')}>
          <Plus aria-hidden className="size-4" />
        </Button>
      </Group>
      <FieldError>{errorMessage}</FieldError>
    </AriaNumberField>
  )
}
