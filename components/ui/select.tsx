'use client'

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Select as AriaSelect, SelectValue, type SelectProps as AriaSelectProps } from 'react-aria-components/Select'
import { classes } from './classes'
import { FieldDescription, FieldError, FieldLabel, fieldStyle, inputStyle } from './field-parts'
import { OptionList, type Option, type OptionSection } from './option-list'

export type SelectProps = Omit<AriaSelectProps<object>, 'className' | 'children'> & {
  /** Leave out only together with aria-label or aria-labelledby. */
  label?: ReactNode
  description?: ReactNode
  errorMessage?: ReactNode
  options?: readonly Option[]
  sections?: readonly OptionSection[]
  isOptional?: boolean
  className?: string
}

/** One choice out of a short list. Controlled by value and onChange, or by name and defaultValue in a form. */
export function Select({
  label,
  description,
  errorMessage,
  options,
  sections,
  isOptional,
  className,
  ...props
}: SelectProps) {
  return (
    <AriaSelect
      {...props}
      isInvalid={errorMessage ? true : props.isInvalid}
      className={classes(fieldStyle, 'group', className)}
    >
      {label ? <FieldLabel isOptional={isOptional}>{label}</FieldLabel> : null}
      <FieldDescription>{description}</FieldDescription>
      <Button
        className={classes(
          inputStyle,
          'flex cursor-pointer items-center justify-between gap-2 text-left group-data-[invalid]:border-bad',
        )}
      >
        <SelectValue className="min-w-0 truncate data-[placeholder]:text-ink-soft">
          {({ defaultChildren, selectedText, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-soft" />
      </Button>
      <FieldError>{errorMessage}</FieldError>
      <OptionList options={options} sections={sections} />
    </AriaSelect>
  )
}
