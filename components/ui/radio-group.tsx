'use client'

import type { ReactNode } from 'react'
import {
  Radio,
  RadioGroup as AriaRadioGroup,
  type RadioGroupProps as AriaRadioGroupProps,
} from 'react-aria-components/RadioGroup'
import { classes } from './classes'
import { FieldDescription, FieldError, FieldLabel } from './field-parts'

export type RadioOption = { value: string; label: ReactNode; description?: ReactNode; isDisabled?: boolean }

export type RadioGroupProps = Omit<AriaRadioGroupProps, 'className' | 'children'> & {
  label: ReactNode
  description?: ReactNode
  errorMessage?: ReactNode
  options: readonly RadioOption[]
  className?: string
}

/** One choice out of a few, all of them in view, each with room to explain itself. */
export function RadioGroup({ label, description, errorMessage, options, className, ...props }: RadioGroupProps) {
  return (
    <AriaRadioGroup
      {...props}
      isInvalid={errorMessage ? true : props.isInvalid}
      className={classes('group/set flex flex-col gap-2', className)}
    >
      <FieldLabel>{label}</FieldLabel>
      <FieldDescription>{description}</FieldDescription>
      <div className="flex flex-col gap-2 group-data-[orientation=horizontal]/set:flex-row group-data-[orientation=horizontal]/set:flex-wrap">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            className="group flex cursor-pointer items-start gap-3 rounded-xl border border-rule bg-surface px-4 py-3 transition-colors hover:border-edge data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 data-[focus-visible]:outline-3 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-focus data-[selected]:border-brand data-[selected]:bg-brand-soft"
          >
            <span className="mt-0.5 grid size-5.5 shrink-0 place-items-center rounded-full border-[1.5px] border-edge bg-surface group-data-[selected]:border-brand">
              <span className="size-2.5 scale-0 rounded-full bg-brand transition-transform group-data-[selected]:scale-100" />
            </span>
            <span className="flex flex-col">
              <span className="font-medium text-ink">{option.label}</span>
              {option.description ? <span className="text-sm text-ink-soft">{option.description}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError>{errorMessage}</FieldError>
    </AriaRadioGroup>
  )
}
