'use client'
import { useTranslations } from 'next-intl'
import { FileName } from '@/components/ui/file-name'

export type TypeCard = {
  readonly name: string
  readonly family: string
  readonly title: string
  readonly description: string
  readonly fileNames: readonly string[]
  /** Null: it has none of its own. */
  readonly fieldCount: number | null
}

type TypeOptionProps = {
  type: TypeCard
  /** Where the card does not stand under its own system, the system's name. */
  family: string | undefined
  isChosen: boolean
  onChoose: () => void
}

/** One type as a card with its radio button. */
export function TypeOption({ type, family, isChosen, onChoose }: TypeOptionProps) {
  const words = useTranslations('wizard.new')
  return (
    <label className="flex min-w-0 cursor-pointer flex-col rounded-xl border border-rule bg-surface p-4 transition-colors hover:border-edge has-checked:border-brand has-checked:bg-brand-soft has-checked:ring-1 has-checked:ring-brand has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <span className="flex items-start gap-3">
        <input
          type="radio"
          name="importType"
          value={type.name}
          checked={isChosen}
          onChange={onChoose}
          className="mt-1 size-5 shrink-0 accent-[var(--brand)] outline-none!"
        />
        <span className="flex min-w-0 flex-col">
          {family ? <span className="text-xs font-semibold text-ink-soft">{family}</span> : null}
          <span className="font-semibold">{type.title}</span>
        </span>
      </span>
      <span className="mt-1 pl-8 text-sm text-ink-soft">{type.description}</span>
      <span className="mt-2 pl-8 text-sm text-ink-soft">
        {words.rich('usualName', { file: () => <FileName name={type.fileNames[0] ?? ''} className="text-ink" /> })}
        {type.fieldCount === null ? null : ` · ${words('fields', { count: type.fieldCount })}`}
      </span>
    </label>
  )
}
