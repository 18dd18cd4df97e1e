'use client'
// What the file holds: a card a type, grouped by the system it comes from, narrowed by typing. The cards are plain radio
// buttons, so arrow keys work as everywhere.
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import { Button } from '@/components/ui/button'
import { inputStyle } from '@/components/ui/field-parts'
import { FileName } from '@/components/ui/file-name'
import { LiveRegion } from '@/components/ui/live-region'

export type TypeCard = {
  readonly name: string
  readonly family: string
  readonly title: string
  readonly description: string
  readonly fileNames: readonly string[]
  readonly fieldCount: number
}

export function TypePicker({ types, suggested }: { types: readonly TypeCard[]; suggested?: string }) {
  const words = useTranslations('wizard.new')
  const [query, setQuery] = useState('')
  const [chosen, choose] = useState(suggested)
  const found = types.filter((type) => type.name === chosen || isFound(type, query))
  const count = types.filter((type) => isFound(type, query)).length
  const families = [...new Set(found.map((type) => type.family))]
  return (
    <fieldset className="min-w-0">
      <legend className="mb-4">
        <h2 className="text-xl">{words('typeLegend')}</h2>
      </legend>
      <SearchField aria-label={words('search')} value={query} onChange={setQuery} className="mb-6 max-w-md">
        <Input placeholder={words('search')} className={`${inputStyle} [&::-webkit-search-cancel-button]:hidden`} />
      </SearchField>
      <LiveRegion>{query === '' ? '' : words('found', { count })}</LiveRegion>
      {count === 0 ? (
        <div className="mb-6 flex flex-wrap items-center gap-3">
          <p>{words('noneFound', { query })}</p>
          <Button variant="secondary" size="small" onPress={() => setQuery('')}>
            {words('clearSearch')}
          </Button>
        </div>
      ) : null}
      <div className="flex flex-col gap-8">
        {families.map((family) => (
          <div key={family} role="group" aria-labelledby={`family-${family}`}>
            <h3 id={`family-${family}`} className="mb-3 text-base font-bold text-ink-soft">
              {words(`family.${family.replaceAll('.', '-')}`)}
            </h3>
            <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
              {found
                .filter((type) => type.family === family)
                .map((type) => (
                  <TypeOption
                    key={type.name}
                    type={type}
                    isChosen={type.name === chosen}
                    onChoose={() => choose(type.name)}
                  />
                ))}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

function TypeOption({ type, isChosen, onChoose }: { type: TypeCard; isChosen: boolean; onChoose: () => void }) {
  const words = useTranslations('wizard.new')
  return (
    <label className="flex cursor-pointer flex-col rounded-xl border border-rule bg-surface p-4 transition-colors hover:border-edge has-checked:border-brand has-checked:bg-brand-soft has-checked:ring-1 has-checked:ring-brand has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <span className="flex items-start gap-3">
        <input
          type="radio"
          name="importType"
          value={type.name}
          checked={isChosen}
          onChange={onChoose}
          className="mt-1 size-5 shrink-0 accent-[var(--brand)] outline-none!"
        />
        <span className="font-semibold">{type.title}</span>
      </span>
      <span className="mt-1 pl-8 text-sm text-ink-soft">{type.description}</span>
      <span className="mt-2 pl-8 text-sm text-ink-soft">
        {words.rich('usualName', { file: () => <FileName name={type.fileNames[0] ?? ''} className="text-ink" /> })}
        {' · '}
        {words('fields', { count: type.fieldCount })}
      </span>
    </label>
  )
}

function isFound(type: TypeCard, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [type.title, type.description, type.name, ...type.fileNames].some((text) =>
    text.toLowerCase().includes(wanted),
  )
}
