'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { everyMinutes, type Schedule } from '@/lib/pull/schedule'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const MINUTES_USUAL = 60

/** When we look, in plain words. A cron expression is shown only where a program has set one. */
export function ScheduleFields({ zone, schedule }: { zone: string; schedule?: Schedule }) {
  const words = useTranslations('pull')
  const [kind, setKind] = useState<string>(schedule?.kind ?? 'times')
  const kinds = schedule?.kind === 'cron' ? (['times', 'every', 'cron'] as const) : (['times', 'every'] as const)
  const days: readonly number[] = schedule?.kind === 'times' ? schedule.weekdays : weekdays
  return (
    <>
      <RadioGroup
        name="schedule"
        label={words('fields.when')}
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({
          value,
          label: words(`schedules.${value}.label`),
          description: words(`schedules.${value}.help`),
        }))}
      />
      {kind === 'times' ? (
        <>
          <TextField
            name="times"
            label={words('fields.times')}
            description={words('fields.timesHelp', { zone })}
            defaultValue={schedule?.kind === 'times' ? schedule.times.join(', ') : '05:30'}
            isRequired
            mono
          />
          <fieldset>
            <legend className="mb-1 font-semibold text-ink">{words('fields.weekdays')}</legend>
            <div className="flex flex-wrap gap-x-6 gap-y-1">
              {weekdays.map((day) => (
                <Checkbox key={day} name="weekdays" value={String(day)} defaultSelected={days.includes(day)}>
                  {words(`weekdays.${day}`)}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        </>
      ) : null}
      {kind === 'every' ? (
        <Select
          name="minutes"
          label={words('fields.every')}
          defaultValue={String(schedule?.kind === 'every' ? schedule.minutes : MINUTES_USUAL)}
          options={everyMinutes.map((minutes) => ({
            id: String(minutes),
            label: words('everyMinutes', { minutes }),
          }))}
        />
      ) : null}
      {kind === 'cron' ? (
        <TextField
          name="expression"
          label={words('fields.expression')}
          defaultValue={schedule?.kind === 'cron' ? schedule.expression : ''}
          isRequired
          mono
        />
      ) : null}
    </>
  )
}
