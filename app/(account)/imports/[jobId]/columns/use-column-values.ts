'use client'
import { useEffect, useState } from 'react'
import type { ValuesAnswer } from './values-action'

export type LoadValues = (positions: readonly number[]) => Promise<ValuesAnswer | null>

/** Asks for the values of columns whenever other columns are meant. Undefined: not known yet; null: not to be had. */
export function useColumnValues(load: LoadValues, positions: readonly number[]): ValuesAnswer | null | undefined {
  const wanted = positions.join()
  const [known, setKnown] = useState<{ wanted: string; answer: ValuesAnswer | null }>()
  useEffect(() => {
    if (wanted === '') return
    let isCurrent = true
    const keep = (answer: ValuesAnswer | null) => {
      if (isCurrent) setKnown({ wanted, answer })
    }
    load(wanted.split(',').map(Number)).then(keep, () => keep(null))
    return () => {
      isCurrent = false
    }
  }, [load, wanted])
  return known?.wanted === wanted ? known.answer : undefined
}
