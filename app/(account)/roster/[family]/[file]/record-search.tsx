import { Search } from 'lucide-react'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import { recordStates, type RecordState } from '@/lib/roster/records'
import { AsOfField } from '../../as-of-field'

type Props = {
  path: string
  search: string | undefined
  state: RecordState | undefined
  isRevealed: boolean
  asOf: string | undefined
  /** The date where the account is. */
  today: string
}

/** Finds records by any part of a text in them, as of a day; the search is part of the address. */
export function RecordSearch({ path, search, state, isRevealed, asOf, today }: Props) {
  const words = useTranslations('rosterPage.search')
  return (
    <Form action={path} role="search" className="flex flex-wrap items-end gap-3">
      <TextField
        key={search ?? ''}
        name="search"
        type="search"
        label={words('label')}
        defaultValue={search}
        className="w-72 max-w-full"
      />
      <label className="flex flex-col gap-1.5 text-sm font-semibold">
        {words('state')}
        <select
          name="state"
          defaultValue={state ?? ''}
          className="min-h-11 rounded-lg border border-edge bg-surface px-3.5 py-2 text-base font-normal text-ink"
        >
          <option value="">{words('states.all')}</option>
          {recordStates.map((candidate) => (
            <option key={candidate} value={candidate}>
              {words(`states.${candidate}`)}
            </option>
          ))}
        </select>
      </label>
      <AsOfField value={asOf} today={today} />
      {isRevealed ? <input type="hidden" name="reveal" value="true" /> : null}
      <Button type="submit" variant="secondary" icon={<Search aria-hidden className="size-5" />}>
        {words('submit')}
      </Button>
    </Form>
  )
}
