'use client'
// Before and after, on the values of the sample, each with what the field's check says of the result.
import { ArrowRight, CircleX, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { classes } from '@/components/ui/classes'
import { textOf } from '@/lib/validation/cell'
import type { ValueRow } from './value-rows'
import type { ValuesAnswer } from './values-action'

const ROWS_SHOWN = 25
const ROWS_MORE = 100

export function ValuesPreview({
  rows,
  answer,
  headers,
}: {
  rows: readonly ValueRow[]
  /** Undefined: being read; null: not to be had. */
  answer: ValuesAnswer | null | undefined
  /** Of the columns, where there are several. */
  headers?: readonly string[]
}) {
  const words = useTranslations('columnValues.preview')
  const [shown, show] = useState(ROWS_SHOWN)
  const [onlySaid, narrow] = useState(false)
  const bad = rows.filter(({ said }) => said.length > 0)
  const wanted = onlySaid ? bad : rows
  // A blank value that the sample does not hold is shown, and not counted.
  const held = bad.filter(({ count }) => count !== 0)
  const refused = held.filter(({ said }) => said.some(({ severity }) => severity === 'error')).length
  return (
    // What is beside a long list of steps stays in view, and scrolls by itself.
    <section
      aria-label={words('title')}
      tabIndex={0}
      className="min-w-0 rounded-lg lg:sticky lg:top-0 lg:max-h-[75dvh] lg:self-start lg:overflow-auto"
    >
      <h3 className="font-semibold">{words('title')}</h3>
      <p role="status" className="mt-1 text-sm text-ink-soft">
        {answer === undefined
          ? words('loading')
          : answer === null
            ? words('gone')
            : words('summary', {
                ...{ different: answer.values.length + answer.more, rows: answer.rows },
                ...{ refused, warned: held.length - refused, isCut: answer.isCut ? 'yes' : 'no' },
              })}
      </p>
      {bad.length > 0 ? (
        <Checkbox isSelected={onlySaid} onChange={narrow} className="mt-2 text-sm">
          {words('onlySaid', { count: bad.length })}
        </Checkbox>
      ) : null}
      <table className="mt-2 w-full table-fixed text-left text-sm">
        <caption className="sr-only">{words('title')}</caption>
        <thead>
          <tr className="text-xs text-ink-soft">
            <th scope="col" className="w-14 py-1 pr-2 text-right font-semibold">
              {words('count')}
            </th>
            <th scope="col" className="py-1 pr-3 font-semibold foreign-text">
              {headers ? headers.join(' | ') : words('before')}
            </th>
            <th scope="col" className="py-1 font-semibold">
              {words('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {wanted.slice(0, shown).map((row, index) => (
            <PreviewRow key={index} row={row} />
          ))}
        </tbody>
      </table>
      {wanted.length > shown ? (
        <Button variant="quiet" size="small" className="mt-2" onPress={() => show(shown + ROWS_MORE)}>
          {words('more', { count: wanted.length - shown })}
        </Button>
      ) : null}
      {answer && answer.more > 0 && wanted.length <= shown ? (
        <p className="mt-2 text-sm text-ink-soft">{words('notShown', { count: answer.more })}</p>
      ) : null}
    </section>
  )
}

function PreviewRow({ row: { before, count, after, said } }: { row: ValueRow }) {
  const words = useTranslations('columnValues.preview')
  const isRefused = typeof after === 'object' && after.severity === 'error'
  return (
    <tr className="border-t border-rule align-top">
      <td className="py-1.5 pr-2 text-right text-ink-soft tabular-nums">
        {count === undefined ? '' : words('times', { count })}
      </td>
      <td className="py-1.5 pr-3">
        {before.map((text, index) => (
          <span key={index}>
            {index > 0 ? <span className="px-1 text-ink-soft">|</span> : null}
            <Text>{text}</Text>
          </span>
        ))}
      </td>
      <td className="py-1.5">
        <span className="flex items-start gap-2">
          <ArrowRight aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-soft" />
          {isRefused ? <span className="text-bad italic">{words('refused')}</span> : <Text>{textOf(after)}</Text>}
        </span>
        {said.map(({ severity, sentence }, index) => (
          <span
            key={index}
            className={classes(
              'mt-1 flex items-start gap-1.5 text-xs',
              severity === 'error' ? 'text-bad' : 'text-warn',
            )}
          >
            {severity === 'error' ? (
              <CircleX aria-label={words('error')} className="mt-0.5 size-3.5 shrink-0" />
            ) : (
              <TriangleAlert aria-label={words('warning')} className="mt-0.5 size-3.5 shrink-0" />
            )}
            <span className="foreign-text">{sentence}</span>
          </span>
        ))}
      </td>
    </tr>
  )
}

function Text({ children }: { children: string }) {
  const words = useTranslations('columnValues.preview')
  if (children === '') return <span className="text-ink-soft italic">{words('blank')}</span>
  return (
    <bdi translate="no" className="font-mono foreign-text whitespace-pre-wrap">
      {children}
    </bdi>
  )
}
