import { useTranslations } from 'next-intl'

/** The day whose roster is wanted; none: as it stands now. The browser brings its own calendar. */
export function AsOfField({ value, today }: { value: string | undefined; today: string }) {
  const words = useTranslations('rosterPage.asOf')
  return (
    <label className="flex flex-col gap-1.5 text-sm font-semibold">
      {words('label')}
      <input
        key={value ?? ''}
        type="date"
        name="asOf"
        max={today}
        defaultValue={value?.slice(0, 10)}
        className="min-h-11 rounded-lg border border-edge bg-surface px-3.5 py-2 text-base font-normal text-ink"
      />
    </label>
  )
}
