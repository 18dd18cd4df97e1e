'use client'

import { use, type ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from '@/components/ui/button'
import { PendingContext } from './pending'

/** Sends the form around it; shows that an answer is awaited. Works in an ActionForm and in a plain form with an action. */
export function SubmitButton({
  children,
  ...props
}: Omit<ButtonProps, 'type' | 'isPending'> & { children: ReactNode }) {
  const isPending = use(PendingContext)
  const { pending } = useFormStatus()
  return (
    <Button {...props} type="submit" isPending={isPending || pending}>
      {children}
    </Button>
  )
}
