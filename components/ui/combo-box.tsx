'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, type ReactNode } from 'react'
import { useFilter } from 'react-aria-components/Autocomplete'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox, type ComboBoxProps as AriaComboBoxProps } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { classes } from './classes'
import { FieldDescription, FieldError, FieldLabel, fieldStyle } from './field-parts'
import { OptionList, type Option, type OptionSection } from './option-list'

export type ComboBoxProps = Omit<AriaComboBoxProps<object>, 'className' | 'children' | 'items' | 'defaultItems'> & {
  /** Leave out only together with aria-label or aria-labelledby. */
  label?: ReactNode
  description?: ReactNode
  errorMessage?: ReactNode
  placeholder?: string
  options?: readonly Option[]
  sections?: readonly OptionSection[]
  mono?: boolean
  className?: string
}

/** One choice out of a long list, found by typing a part of its label or one of its keywords. */
export function ComboBox({
  label,
  description,
  errorMessage,
  placeholder,
  options,
  sections,
  mono,
  className,
  ...props
}: ComboBoxProps) {
  const words = useTranslations('ui')
  const { contains } = useFilter({ sensitivity: 'base' })
  const keywords = useMemo(() => {
    const all = [...(options ?? []), ...(sections ?? []).flatMap((section) => section.options)]
    return new Map(all.map((option) => [option.label, option.keywords ?? '']))
  }, [options, sections])
  return (
    <AriaComboBox
      menuTrigger="focus"
      {...props}
      defaultFilter={(text, typed) => contains(`${text} ${keywords.get(text) ?? ''}`, typed)}
      allowsEmptyCollection
      isInvalid={errorMessage ? true : props.isInvalid}
      className={classes(fieldStyle, className)}
    >
      {label ? <FieldLabel>{label}</FieldLabel> : null}
      <FieldDescription>{description}</FieldDescription>
      <Group className="flex min-h-11 w-full items-stretch overflow-hidden rounded-lg border border-edge bg-surface data-[focus-within]:outline-3 data-[focus-within]:outline-offset-2 data-[focus-within]:outline-focus data-[invalid]:border-bad">
        <Input
          placeholder={placeholder}
          className={classes(
            'w-full min-w-0 bg-transparent py-2 pl-3.5 text-base text-ink outline-none! placeholder:text-ink-soft',
            mono && 'font-mono',
          )}
        />
        <Button className="grid w-11 shrink-0 cursor-pointer place-items-center text-ink-soft hover:bg-sunken hover:text-ink">
          <ChevronsUpDown aria-hidden className="size-4" />
        </Button>
      </Group>
      <FieldError>{errorMessage}</FieldError>
      <OptionList options={options} sections={sections} mono={mono} empty={words('nothingFound')} />
    </AriaComboBox>
  )
}
