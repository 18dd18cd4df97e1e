'use client'

import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import { classes } from './classes'
import { FieldDescription, FieldError, FieldLabel, fieldStyle, inputStyle } from './field-parts'
import type { TextFieldProps } from './text-field'

/** Several lines of text with label, description and error. */
export function TextArea({
  label,
  description,
  errorMessage,
  placeholder,
  isOptional,
  mono,
  rows = 4,
  className,
  ...props
}: TextFieldProps & { rows?: number }) {
  return (
    <AriaTextField
      {...props}
      isInvalid={errorMessage ? true : props.isInvalid}
      className={classes(fieldStyle, className)}
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <FieldDescription>{description}</FieldDescription>
      <AriaTextArea
        rows={rows}
        placeholder={placeholder}
        className={classes(inputStyle, 'read-only:bg-sunken', 'resize-y leading-relaxed', mono && 'font-mono text-sm')}
        spellCheck={mono ? false : undefined}
      />
      <FieldError>{errorMessage}</FieldError>
    </AriaTextField>
  )
}
