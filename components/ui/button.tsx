'use client'

import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { buttonStyle, type ButtonSize, type ButtonVariant } from './button-style'
import { Spinner } from './spinner'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** An icon before the words; replaced by the spinner while pending. */
  icon?: ReactNode
  className?: string
  children?: ReactNode
}

/** A button. While isPending it keeps its words and its focus, shows a spinner and cannot be pressed again. */
export function Button({ variant, size, icon, className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonStyle(variant, size, className)}>
      {props.isPending ? <Spinner /> : icon}
      {children}
    </AriaButton>
  )
}
