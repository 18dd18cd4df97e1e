'use client'
import { useTranslations } from 'next-intl'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Checkbox } from '@/components/ui/checkbox'
import { FieldDescription, FieldError, FieldLabel } from '@/components/ui/field-parts'
import type { DateFormat } from '@/lib/validation/validation-settings'

/** The ways of writing a date, each shown with the same day, 5 August 2025. */
const examples: Readonly<Record<DateFormat, string>> = {
  'YYYY-MM-DD': '2025-08-05',
  'MM/DD/YYYY': '08/05/2025',
  'M/D/YYYY': '8/5/2025',
  'DD/MM/YYYY': '05/08/2025',
  'D/M/YYYY': '5/8/2025',
  'MM-DD-YYYY': '08-05-2025',
  'DD-MM-YYYY': '05-08-2025',
  YYYYMMDD: '20250805',
  'YYYY/MM/DD': '2025/08/05',
}

export function DateFormatsField({ selected }: { selected: readonly DateFormat[] }) {
  const words = useTranslations('wizard.settings')
  return (
    <CheckboxGroup name="dateFormats" defaultValue={[...selected]} className="flex flex-col gap-2">
      <FieldLabel>{words('dateLegend')}</FieldLabel>
      <FieldDescription>{words('dateHelp')}</FieldDescription>
      <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {Object.entries(examples).map(([format, example]) => (
          <Checkbox key={format} value={format} description={words(`dateParts.${partsOf(format)}`)}>
            <span className="font-mono">{example}</span>
          </Checkbox>
        ))}
      </div>
      <FieldError />
    </CheckboxGroup>
  )
}

/** In which order the parts stand, for the words. */
function partsOf(format: string): 'yearFirst' | 'monthFirst' | 'dayFirst' {
  return format.startsWith('Y') ? 'yearFirst' : format.startsWith('M') ? 'monthFirst' : 'dayFirst'
}
