'use client'
// Chooses the field of one column: a button that opens a searchable list. The list is made only while it is open, so a
// hundred of these cost a hundred buttons.
import { Check, ChevronDown, Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { inputStyle } from '@/components/ui/field-parts'
import { classes } from '@/components/ui/classes'
import type { FieldChoice } from './grid-column'

/** One entry of the list; `note` says where the field is filled from already. */
export type PickerField = FieldChoice & { readonly note?: string }
export type PickerSection = { readonly id: string; readonly title: string; readonly fields: readonly PickerField[] }

const NOTHING = '\u0000nothing'

export function FieldPicker({
  label,
  selected,
  nothing,
  placeholder,
  sectionsWhenOpen,
  onPick,
}: {
  /** What the field is chosen for, for assistive technology. */
  label: string
  selected: FieldChoice | null
  /** The words of the entry that chooses no field; without it there is none. */
  nothing?: string
  /** Shown while no field is chosen, instead of the entry's words. */
  placeholder?: string
  sectionsWhenOpen: () => readonly PickerSection[]
  onPick: (field: string | null) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const pick = (key: string | number) => {
    setOpen(false)
    onPick(key === NOTHING ? null : String(key))
  }
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        aria-label={selected || nothing ? `${label}: ${selected?.title ?? nothing}` : label}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setOpen(true)
          else event.continuePropagation()
        }}
        className={classes(
          inputStyle,
          'flex cursor-pointer items-center justify-between gap-2 text-left text-sm read-only:bg-surface',
          selected ? 'font-semibold' : 'border-dashed text-ink-soft',
        )}
      >
        <span className="flex min-w-0 flex-col leading-snug">
          <span className="foreign-text">{selected?.title ?? placeholder ?? nothing}</span>
          {selected && selected.title !== selected.name ? (
            <span className="font-mono text-xs font-normal foreign-text text-ink-soft">{selected.name}</span>
          ) : null}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-soft" />
      </Button>
      <Popover
        placement="bottom start"
        offset={4}
        className="w-[min(26rem,calc(100vw-2rem))] min-w-[var(--trigger-width)] overflow-hidden rounded-xl border border-rule bg-surface shadow-raised data-[entering]:animate-[rise-in_120ms_ease-out]"
      >
        <Dialog aria-label={label} className="outline-none">
          <FieldList
            label={label}
            sections={sectionsWhenOpen()}
            selected={selected?.name}
            nothing={nothing}
            onPick={pick}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function FieldList({
  label,
  sections,
  selected,
  nothing,
  onPick,
}: {
  label: string
  sections: readonly PickerSection[]
  selected?: string
  nothing?: string
  onPick: (key: string | number) => void
}) {
  const words = useTranslations('wizard.columns')
  const { contains } = useFilter({ sensitivity: 'base', ignorePunctuation: true })
  return (
    <Autocomplete filter={contains}>
      {/* A combo box whose list stands open beneath it: the list keeps a pointer to its item, the focus stays here. */}
      <TextField aria-label={words('searchFields')} autoFocus className="border-b border-rule p-2">
        <Input
          role="combobox"
          aria-expanded
          placeholder={words('searchFields')}
          className={classes(inputStyle, 'text-sm')}
        />
      </TextField>
      <ListBox
        aria-label={label}
        selectionMode="single"
        selectedKeys={[selected ?? NOTHING]}
        onSelectionChange={(keys) => onPick([...keys][0] ?? selected ?? NOTHING)}
        className="max-h-[min(22rem,50vh)] overflow-auto p-1.5 outline-none"
        renderEmptyState={() => <p className="px-3 py-2 text-sm text-ink-soft">{words('noFieldFound')}</p>}
      >
        {nothing ? <NothingItem>{nothing}</NothingItem> : null}
        {sections
          .filter((section) => section.fields.length > 0)
          .map((section) => (
            <ListBoxSection key={section.id} id={`section-${section.id}`} className="not-first:mt-2">
              <Header className="px-3 pt-2 pb-1 text-xs font-bold text-ink-soft">{section.title}</Header>
              {section.fields.map((field) => (
                <FieldItem key={field.name} field={field} />
              ))}
            </ListBoxSection>
          ))}
      </ListBox>
    </Autocomplete>
  )
}

const itemStyle =
  'group flex min-h-10 cursor-pointer items-start gap-2 rounded-lg px-3 py-2 text-sm outline-none data-[focused]:bg-brand-soft data-[focus-visible]:outline-2 data-[focus-visible]:-outline-offset-2'

function NothingItem({ children }: { children: string }) {
  return (
    <ListBoxItem id={NOTHING} textValue={children} className={classes(itemStyle, 'text-ink-soft')}>
      <Check aria-hidden className="invisible mt-1 size-4 shrink-0 text-brand group-data-[selected]:visible" />
      {children}
    </ListBoxItem>
  )
}

function FieldItem({ field }: { field: PickerField }) {
  const words = useTranslations('wizard.columns')
  const details = [
    field.required ? words('required') : null,
    field.sensitive ? words('sensitive') : null,
    field.note ?? null,
  ]
  return (
    <ListBoxItem
      id={field.name}
      textValue={[field.title, field.name, ...field.synonyms].join(' ')}
      className={itemStyle}
    >
      <Check aria-hidden className="invisible mt-1 size-4 shrink-0 text-brand group-data-[selected]:visible" />
      <span className="flex min-w-0 flex-col">
        <Text slot="label" className="foreign-text">
          <span className="font-semibold">{field.title}</span>
          {field.title === field.name ? null : (
            <span className="ml-2 font-mono text-xs text-ink-soft">{field.name}</span>
          )}
        </Text>
        <Text slot="description" className="flex flex-wrap items-center gap-x-2 text-xs text-ink-soft">
          {field.sensitive ? <Lock aria-hidden className="size-3" /> : null}
          {details.filter(Boolean).join(' · ')}
        </Text>
      </span>
    </ListBoxItem>
  )
}
