'use client'
// Short words after an action whose effect is not where the eye is. They go by themselves; nothing needed stands only here.
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from 'react-aria-components/Button'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { toneIcons, type Tone } from './tone'

const SHOWN_MS = 6000

const toasts = new ToastQueue<{ tone: Tone; text: string }>({ maxVisibleToasts: 3 })

/** Shows a sentence for a few seconds and reads it to screen readers. */
export function showToast(text: string, tone: Tone = 'good'): void {
  toasts.add({ tone, text }, { timeout: SHOWN_MS })
}

/** The place where toasts appear; stands once in the root layout. */
export function ToastPlace() {
  const words = useTranslations('ui')
  return (
    <ToastRegion
      queue={toasts}
      aria-label={words('notices')}
      className="fixed right-4 bottom-4 left-4 z-50 flex flex-col gap-2 sm:left-auto sm:max-w-md print:hidden"
    >
      {({ toast }) => {
        const Icon = toneIcons[toast.content.tone]
        return (
          <AriaToast
            toast={toast}
            className="flex items-start gap-3 rounded-xl bg-board px-4 py-3 text-chalk shadow-raised"
          >
            <Icon aria-hidden className="mt-1 size-5 shrink-0 text-pencil" />
            <ToastContent className="grow self-center">
              <Text slot="title">{toast.content.text}</Text>
            </ToastContent>
            <Button
              slot="close"
              aria-label={words('close')}
              className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-md hover:bg-board-raised"
            >
              <X aria-hidden className="size-4" />
            </Button>
          </AriaToast>
        )
      }}
    </ToastRegion>
  )
}
