'use client'
// The settings of a job, each explained in plain words; those that hardly anybody changes are folded away.
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { NumberField } from '@/components/ui/number-field'
import { RadioGroup } from '@/components/ui/radio-group'
import type { TemplateSettings } from '@/lib/templates/template-settings'
import { DateFormatsField } from './date-formats-field'
import { numberBounds } from './number-bounds'

export type SettingsShown = Omit<TemplateSettings, 'recipients'>

export function SettingsFields({ settings }: { settings: SettingsShown }) {
  const words = useTranslations('wizard.settings')
  return (
    <div className="flex flex-col gap-8">
      <RadioGroup
        name="mode"
        label={words('modeLegend')}
        defaultValue={settings.mode}
        options={(['full', 'partial', 'add-only'] as const).map((mode) => ({
          value: mode,
          label: words(`mode.${mode}.title`),
          description: words(`mode.${mode}.body`),
        }))}
      />
      <Checkbox name="hasHeader" defaultSelected={settings.hasHeader} description={words('hasHeaderHelp')}>
        {words('hasHeader')}
      </Checkbox>
      <DateFormatsField selected={settings.dateFormats} />
      <RadioGroup
        name="tolerance"
        label={words('toleranceLegend')}
        defaultValue={settings.tolerance}
        options={(['tolerant', 'strict'] as const).map((tolerance) => ({
          value: tolerance,
          label: words(`tolerance.${tolerance}.title`),
          description: words(`tolerance.${tolerance}.body`),
        }))}
      />
      <Checkbox name="notifyOnSuccess" defaultSelected={settings.notifyOnSuccess} description={words('notifyHelp')}>
        {words('notifyOnSuccess')}
      </Checkbox>
      <KeepDaysField days={settings.keepDays} />
      <AdvancedFields settings={settings} />
    </div>
  )
}

export function KeepDaysField({ days }: { days: number }) {
  const words = useTranslations('wizard.settings')
  const [minValue, maxValue] = numberBounds.keepDays
  return (
    <NumberField
      name="keepDays"
      label={words('keepDays')}
      description={words('keepDaysHelp')}
      defaultValue={days}
      minValue={minValue}
      maxValue={maxValue}
    />
  )
}

function AdvancedFields({ settings }: { settings: SettingsShown }) {
  const words = useTranslations('wizard.settings')
  const { thresholds } = settings
  const limits = [
    { name: 'deactivatedPercent', value: thresholds.deactivatedPercent },
    { name: 'changedPercent', value: thresholds.changedPercent },
    { name: 'minRows', value: thresholds.minRows },
    { name: 'maxRejectedPercent', value: settings.maxRejectedPercent },
  ] as const
  return (
    <details className="group/advanced card px-5 py-4">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg py-1 font-semibold">
        <ChevronRight
          aria-hidden
          className="size-5 shrink-0 text-ink-soft transition-transform group-open/advanced:rotate-90"
        />
        {words('advanced')}
      </summary>
      <div className="mt-4 flex flex-col gap-8 pb-2">
        <p className="max-w-prose text-ink-soft">{words('advancedLead')}</p>
        <div className="grid gap-6 md:grid-cols-2">
          {limits.map(({ name, value }) => (
            <NumberField
              key={name}
              name={name}
              label={words(`${name}.label`)}
              description={words(`${name}.help`)}
              defaultValue={value}
              minValue={numberBounds[name][0]}
              maxValue={numberBounds[name][1]}
              unit={name === 'minRows' ? undefined : '%'}
            />
          ))}
        </div>
        <RadioGroup
          name="columnMatching"
          label={words('matchingLegend')}
          defaultValue={settings.columnMatching}
          options={(['by-name', 'strict-order'] as const).map((matching) => ({
            value: matching,
            label: words(`matching.${matching}.title`),
            description: words(`matching.${matching}.body`),
          }))}
        />
      </div>
    </details>
  )
}
