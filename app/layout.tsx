import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Providers } from '@/components/layout/providers'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Rollcall', template: '%s · Rollcall' },
  icons: {
    icon: [
      { url: '/icon.svg', type: 'image/svg+xml' },
      { url: '/favicon.ico', sizes: '32x32' },
    ],
    apple: '/apple-touch-icon.png',
  },
  robots: { index: false, follow: false },
  // Districts' ids would otherwise be turned into phone links on telephones.
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#14362f' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1514' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages] = await Promise.all([getLocale(), getMessages()])
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider messages={wordsForBrowser(messages)}>
          <Providers locale={locale}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}

/** Words that only pages made on the server, e-mails and the API use; sending them along would double every page. */
const serverOnly = new Set([
  'api',
  'deliveriesPage',
  'downloads',
  'guides',
  'home',
  'importJobs',
  'issues',
  'mapping',
  'messages',
  'messagesPage',
  'rosterPage',
  'runs',
  'templateDiff',
  'templates',
  'templatesPage',
])

function wordsForBrowser<Words extends object>(messages: Words): Partial<Words> {
  return Object.fromEntries(
    Object.entries(messages).filter(([namespace]) => !serverOnly.has(namespace)),
  ) as Partial<Words>
}
