'use client'
// What the file holds. First the system it comes from, then a card a type; typing finds across all systems. The cards are
// plain radio buttons, so arrow keys work as everywhere.
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { inputStyle } from '@/components/ui/field-parts'
import { LiveRegion } from '@/components/ui/live-region'
import { TypeOption, type TypeCard } from './type-option'

export type { TypeCard } from './type-option'

export function TypePicker({ types, suggested }: { types: readonly TypeCard[]; suggested?: string }) {
  const words = useTranslations('wizard.new')
  const families = [...new Set(types.map((type) => type.family))]
  const [query, setQuery] = useState('')
  const [chosen, choose] = useState(suggested)
  const [family, setFamily] = useState(types.find((type) => type.name === suggested)?.family ?? families[0])
  const isSearching = query.trim() !== ''
  const found = types.filter((type) => (isSearching ? isFound(type, query) : type.family === family))
  // What is chosen stays in view, whatever is looked for: it would otherwise be sent unseen.
  const kept = types.filter((type) => type.name === chosen && !found.includes(type))
  const titleOf = (name: string) => words(`family.${name.replaceAll('.', '-')}`)
  return (
    <fieldset className="min-w-0">
      <legend className="mb-4">
        <h2 className="text-xl">{words('typeLegend')}</h2>
      </legend>
      <SearchField aria-label={words('search')} value={query} onChange={setQuery} className="mb-4 max-w-md">
        <Input placeholder={words('search')} className={`${inputStyle} [&::-webkit-search-cancel-button]:hidden`} />
      </SearchField>
      <LiveRegion>{isSearching ? words('found', { count: found.length }) : ''}</LiveRegion>
      <div role="group" aria-label={words('families')} className="mb-6 flex flex-wrap gap-2">
        {families.map((name) => {
          const isShown = !isSearching && name === family
          return (
            <button
              key={name}
              type="button"
              aria-pressed={isShown}
              onClick={() => {
                setQuery('')
                setFamily(name)
              }}
              className={classes(
                'min-h-10 cursor-pointer rounded-full border px-4 text-sm font-semibold transition-colors',
                isShown
                  ? 'border-brand bg-brand text-on-brand'
                  : 'border-edge/60 bg-surface hover:border-edge hover:bg-sunken',
              )}
            >
              {titleOf(name)}
            </button>
          )
        })}
      </div>
      {found.length === 0 ? (
        <div className="mb-6 flex flex-wrap items-center gap-3">
          <p>{words('noneFound', { query })}</p>
          <Button variant="secondary" size="small" onPress={() => setQuery('')}>
            {words('clearSearch')}
          </Button>
        </div>
      ) : null}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {[...kept, ...found].map((type) => (
          <TypeOption
            key={type.name}
            type={type}
            family={isSearching || kept.includes(type) ? titleOf(type.family) : undefined}
            isChosen={type.name === chosen}
            onChoose={() => choose(type.name)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function isFound(type: TypeCard, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [type.title, type.description, type.name, ...type.fileNames].some((text) =>
    text.toLowerCase().includes(wanted),
  )
}
