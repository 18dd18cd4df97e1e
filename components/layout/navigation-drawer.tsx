'use client'

import { Menu, X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

const iconButton =
  'grid size-11 cursor-pointer place-items-center rounded-lg text-chalk hover:bg-board-raised data-[focus-visible]:outline-pencil'

/** The navigation on a narrow screen: behind a button, over the page. Goes away when a page is chosen. */
export function NavigationDrawer({ children }: { children: ReactNode }) {
  const words = useTranslations('navigation')
  const path = usePathname()
  const [openOn, setOpenOn] = useState<string>()
  return (
    <DialogTrigger isOpen={openOn === path} onOpenChange={(isOpen) => setOpenOn(isOpen ? path : undefined)}>
      <Button aria-label={words('open')} className={iconButton}>
        <Menu aria-hidden className="size-6" />
      </Button>
      <ModalOverlay
        isDismissable
        className="fixed inset-0 z-50 bg-veil data-[entering]:animate-[veil-in_150ms_ease-out] lg:hidden"
      >
        <Modal className="h-full w-[19rem] max-w-[88vw] overflow-y-auto bg-board shadow-raised">
          <Dialog aria-label={words('title')} className="flex min-h-full flex-col p-4 outline-none">
            <Button slot="close" aria-label={words('close')} className={`${iconButton} mb-2 self-end`}>
              <X aria-hidden className="size-6" />
            </Button>
            {children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
