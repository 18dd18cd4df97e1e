'use client'
// The last page there is: the root layout itself broke, so nothing of it can be relied on, the words included.
import english from '@/lib/words/en/navigation.json'
import spanish from '@/lib/words/es-MX/navigation.json'
import './globals.css'

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const inSpanish = typeof navigator !== 'undefined' && navigator.language.toLowerCase().startsWith('es')
  const words = (inSpanish ? spanish : english).broken
  return (
    <html lang={inSpanish ? 'es-MX' : 'en'}>
      <body>
        <title>{words.title}</title>
        <main className="mx-auto max-w-xl px-6 py-24">
          <h1 className="text-3xl">{words.title}</h1>
          <p className="mt-3 text-lg text-ink-soft">{words.text}</p>
          <button className="mt-6 min-h-11 cursor-pointer link" onClick={() => retry()}>
            {words.again}
          </button>
        </main>
      </body>
    </html>
  )
}
