'use client'

import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { ToastPlace } from '@/components/ui/toast'

/** What every component in the browser needs around it. */
export function Providers({ locale, children }: { locale: string; children: ReactNode }) {
  return (
    <I18nProvider locale={locale}>
      {children}
      <ToastPlace />
    </I18nProvider>
  )
}
