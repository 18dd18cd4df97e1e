'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Spinner } from '@/components/ui/spinner'
import type { UndoForecast as Forecast } from './actions'

/** Counts, once the question is open, what an undo would do to the records. */
export function UndoForecast({ foretell }: { foretell: () => Promise<Forecast> }) {
  const words = useTranslations('runsPage.undo.forecast')
  const [forecast, setForecast] = useState<Forecast>()
  const [isUnknown, setUnknown] = useState(false)
  useEffect(() => {
    let isOpen = true
    foretell().then(
      (counted) => isOpen && setForecast(counted),
      () => isOpen && setUnknown(true),
    )
    return () => {
      isOpen = false
    }
  }, [foretell])
  return (
    <div role="status" className="mt-4 min-h-24 rounded-xl bg-sunken px-5 py-4 text-ink">
      {isUnknown ? (
        <p>{words('unknown')}</p>
      ) : !forecast ? (
        <p className="flex items-center gap-2">
          <Spinner /> {words('counting')}
        </p>
      ) : forecast.error ? (
        <Alert tone="bad">{forecast.error}</Alert>
      ) : (
        <ul className="flex flex-col gap-1.5">
          <li className="font-semibold">{words('reversed', { count: forecast.reversed })}</li>
          <li>{words('kept', { count: forecast.kept })}</li>
          {forecast.failed > 0 ? <li>{words('failed', { count: forecast.failed })}</li> : null}
        </ul>
      )}
    </div>
  )
}
