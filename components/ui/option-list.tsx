'use client'
// The list that a select and a combo box open: options with a description, in sections if wished.
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { classes } from './classes'

export type Option = {
  id: string
  label: string
  description?: string
  /** Further words by which a combo box finds the option. */
  keywords?: string
  isDisabled?: boolean
}

export type OptionSection = { id: string; title: string; options: readonly Option[] }

/** The popover with the options. Give options or sections. */
export function OptionList({
  options,
  sections,
  mono,
  empty,
}: {
  options?: readonly Option[]
  sections?: readonly OptionSection[]
  mono?: boolean
  empty?: ReactNode
}) {
  return (
    <Popover
      offset={6}
      className="w-max max-w-[min(32rem,calc(100vw-2rem))] min-w-[var(--trigger-width)] overflow-hidden rounded-xl border border-rule bg-surface shadow-raised data-[entering]:animate-[rise-in_120ms_ease-out]"
    >
      <ListBox
        className="max-h-[min(22rem,60vh)] overflow-auto p-1.5 outline-none"
        renderEmptyState={() => <p className="px-3 py-2 text-sm text-ink-soft">{empty}</p>}
      >
        {options?.map((option) => (
          <OptionItem key={option.id} option={option} mono={mono} />
        ))}
        {sections?.map((section) => (
          <ListBoxSection key={section.id} id={`section-${section.id}`} className="not-first:mt-2">
            <Header className="px-3 pt-2 pb-1 text-xs font-bold text-ink-soft">{section.title}</Header>
            {section.options.map((option) => (
              <OptionItem key={option.id} option={option} mono={mono} />
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
    </Popover>
  )
}

function OptionItem({ option, mono }: { option: Option; mono?: boolean }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.isDisabled}
      className="group flex min-h-10 cursor-pointer items-start gap-2 rounded-lg px-3 py-2 outline-none data-[disabled]:cursor-default data-[disabled]:opacity-50 data-[focus-visible]:outline-2 data-[focus-visible]:-outline-offset-2 data-[focused]:bg-brand-soft"
    >
      <Check aria-hidden className="invisible mt-1 size-4 shrink-0 text-brand group-data-[selected]:visible" />
      <span className="flex min-w-0 flex-col">
        <Text slot="label" className={classes('text-base foreign-text', mono && 'font-mono')}>
          {option.label}
        </Text>
        {option.description ? (
          <Text slot="description" className="text-sm text-ink-soft">
            {option.description}
          </Text>
        ) : null}
      </span>
    </ListBoxItem>
  )
}
