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
    // The field that was typed in keeps its focus: if it lost it, its error would go, the button would move up and away
    // from under the pointer, and the press would be lost.
    <Button preventFocusOnPress {...props} type="submit" isPending={isPending || pending}>
      {children}
    </Button>
  )
}
