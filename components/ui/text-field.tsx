'use client'

import type { ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { classes } from './classes'
import { FieldDescription, FieldError, FieldLabel, fieldStyle, inputStyle } from './field-parts'

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'children'> & {
  label: ReactNode
  description?: ReactNode
  errorMessage?: ReactNode
  placeholder?: string
  /** Says "optional" beside the label. */
  isOptional?: boolean
  /** File names, user names and keys: in the type that tells l, 1 and I apart. */
  mono?: boolean
  className?: string
}

/** One line of text with label, description and error. */
export function TextField({
  label,
  description,
  errorMessage,
  placeholder,
  isOptional,
  mono,
  className,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      isInvalid={errorMessage ? true : props.isInvalid}
      className={classes(fieldStyle, className)}
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <FieldDescription>{description}</FieldDescription>
      <Input
        placeholder={placeholder}
        className={classes(inputStyle, 'read-only:bg-sunken', mono && 'font-mono')}
        {...(mono ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {})}
      />
      <FieldError>{errorMessage}</FieldError>
    </AriaTextField>
  )
}
