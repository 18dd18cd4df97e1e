'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement, ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog as AriaDialog, DialogTrigger, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { classes } from './classes'

export type DialogProps = {
  title: ReactNode
  /** A button of this house; pressing it opens the dialog. Leave out when isOpen is given. */
  trigger?: ReactElement
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  /** For questions that must be answered. */
  role?: 'dialog' | 'alertdialog'
  /** extra: for two things beside each other. */
  wide?: boolean | 'extra'
  /** Close with a click outside; leave off where typed text could be lost. */
  isDismissable?: boolean
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A modal dialog; focus goes in, stays in and comes back. */
export function Dialog({ title, trigger, isOpen, onOpenChange, role, wide, isDismissable, children }: DialogProps) {
  const words = useTranslations('ui')
  const overlay = (
    <ModalOverlay
      isDismissable={isDismissable}
      {...(trigger ? {} : { isOpen, onOpenChange })}
      className="fixed inset-0 z-50 flex items-end justify-center bg-veil p-0 data-[entering]:animate-[veil-in_150ms_ease-out] sm:items-center sm:p-6"
    >
      <Modal
        className={classes(
          'max-h-[92dvh] w-full overflow-auto rounded-t-2xl border border-rule bg-surface shadow-raised data-[entering]:animate-[rise-in_180ms_ease-out] sm:rounded-2xl',
          wide === 'extra' ? 'sm:max-w-6xl' : wide ? 'sm:max-w-3xl' : 'sm:max-w-lg',
        )}
      >
        <AriaDialog role={role} className="relative p-6 outline-none sm:p-8">
          {({ close }) => (
            <>
              <Heading slot="title" className="pr-10 text-xl text-ink">
                {title}
              </Heading>
              <Button
                slot="close"
                aria-label={words('close')}
                className="absolute top-5 right-5 grid size-10 cursor-pointer place-items-center rounded-lg text-ink-soft hover:bg-sunken hover:text-ink sm:top-6 sm:right-6"
              >
                <X aria-hidden className="size-5" />
              </Button>
              <div className="mt-4">{typeof children === 'function' ? children(close) : children}</div>
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
  if (!trigger) return overlay
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      {overlay}
    </DialogTrigger>
  )
}
