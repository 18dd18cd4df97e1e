'use client'
import { createContext, use } from 'react'
import type { PickerSection } from './field-picker'
import type { FieldChoice } from './grid-column'
import type { MappingEdit } from './mapping-draft'

/** What a cell may ask and do. Stable from draw to draw, so that a row is not drawn again for another row's edit. */
export type MappingDesk = {
  readonly field: (name: string) => FieldChoice | null
  readonly edit: (edit: MappingEdit) => void
  /** The fields for one column's list, grouped by how likely they are meant. Asked when the list opens. */
  readonly sectionsFor: (position: number) => readonly PickerSection[]
  readonly editValues: (position: number) => void
  /** Opens the columns that fill a field together. */
  readonly combine: (field: string) => void
}

export const MappingContext = createContext<MappingDesk | null>(null)

export function useMappingDesk(): MappingDesk {
  const desk = use(MappingContext)
  if (!desk) throw new Error('a mapping cell stands outside the mapping board')
  return desk
}
