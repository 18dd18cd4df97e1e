import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { Transform } from '@/lib/mapping/file-mapping'
import { saidParams } from '@/lib/mapping/transforms/said-params'

/** Says a transform in words: what it makes of a column's values, with its settings. */
export function useTransformWords(): (transform: Transform) => string {
  const words = useTranslations('transforms')
  return useCallback((transform) => words(`said.${transform.type}`, saidParams(transform)), [words])
}

/** Says how a field is put together from several columns. */
export function useCombinationWords(): (columns: readonly string[], separator: string) => string {
  const words = useTranslations('transforms')
  return useCallback(
    (columns, separator) =>
      words('combined', {
        ...{ columns: columns.join(' + '), separator },
        by: separator === '' ? 'none' : separator.trim() === '' ? 'blank' : 'text',
      }),
    [words],
  )
}
