'use client'
// What a template of the account does to such values already, offered for a column of this file: one press does the same
// here, and can be undone like any other edit.
import { ArrowRight, History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createContext, use, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { fillsOf, type ColumnMapping } from '@/lib/mapping/file-mapping'
import { learnedChangeFor, type LearnedChange } from '@/lib/mapping/learned-changes'
import { applyTransforms } from '@/lib/mapping/transforms'
import { textOf } from '@/lib/validation/cell'
import type { GridColumn } from './grid-column'
import { useMappingDesk } from './mapping-context'

const EXAMPLES_MAX = 2

const LearnedContext = createContext<readonly LearnedChange[]>([])

/** Lets the columns within offer what was learned. */
export function LearnedChanges({ learned, children }: { learned: readonly LearnedChange[]; children: ReactNode }) {
  return <LearnedContext value={learned}>{children}</LearnedContext>
}

/**
 * The offer for a column, where there is one: it fills a field, and nothing is done to its values yet.
 * @param name of the column, as sentences call it.
 */
export function LearnedOffer({ column, mapping, name }: { column: GridColumn; mapping: ColumnMapping; name: string }) {
  const words = useTranslations('wizard.columns.learned')
  const desk = useMappingDesk()
  const learned = use(LearnedContext)
  const [own, ...others] = fillsOf(mapping)
  if (!own || own.transforms.length > 0) return null
  const offer = learnedChangeFor(column, own.field, learned)
  if (!offer) return null
  const { template, transforms } = offer
  const examples = column.samples
    .map((before) => ({ before, after: textOf(applyTransforms(before, transforms)) }))
    .filter(({ before, after }) => before !== after)
    .slice(0, EXAMPLES_MAX)
  return (
    <div className="mt-1.5 flex flex-col items-start gap-1.5 text-sm">
      <p className="foreign-text text-ink-soft">
        <History aria-hidden className="mr-1 inline size-3.5 align-[-0.15em]" />
        {words('offer', { template })}
      </p>
      {examples.length > 0 ? (
        <ul aria-label={words('examples')} className="flex min-w-0 flex-col gap-0.5">
          {examples.map(({ before, after }) => (
            <li key={before} className="flex min-w-0 items-center gap-1.5">
              <Value text={before} />
              <ArrowRight aria-hidden className="size-3.5 shrink-0 text-brand" />
              <span className="sr-only">{words('becomes')}</span>
              <Value text={after} />
            </li>
          ))}
        </ul>
      ) : null}
      <Button
        variant="secondary"
        size="small"
        className="h-auto max-w-full py-1 whitespace-normal"
        aria-label={words('acceptLabel', { template, column: name })}
        onPress={() =>
          desk.edit({
            type: 'fills',
            position: column.position,
            fills: [{ ...own, transforms: [...transforms] }, ...others],
          })
        }
      >
        {words('accept')}
      </Button>
    </div>
  )
}

function Value({ text }: { text: string }) {
  const words = useTranslations('wizard.columns.learned')
  if (text === '') return <span className="text-ink-soft italic">{words('blank')}</span>
  return (
    <bdi translate="no" title={text} className="min-w-0 truncate font-mono text-[0.92em] whitespace-pre">
      {text}
    </bdi>
  )
}
