'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CodeText } from '@/components/ui/code-text'
import { CalmPage } from './calm-page'

/** One calm sentence for whatever broke; the details are in the log under the number shown. */
export function BrokenPage({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useTranslations('navigation.broken')
  const digest = error instanceof Error ? (error as Error & { digest?: string }).digest : undefined
  return (
    <CalmPage title={words('title')} actions={<Button onPress={() => retry()}>{words('again')}</Button>}>
      <p>{words('text')}</p>
      {digest ? (
        <p className="mt-4 text-sm">
          {words.rich('reference', { digest, code: (text) => <CodeText>{String(text)}</CodeText> })}
        </p>
      ) : null}
    </CalmPage>
  )
}
