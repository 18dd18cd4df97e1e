'use client'
// Changes to the text of one column before it is checked: a list of steps, and what they make of the file's own values.
import { ArrowRight, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import type { Transform } from '@/lib/mapping/file-mapping'
import { applyTransforms } from '@/lib/mapping/transforms'
import { textOf } from '@/lib/validation/cell'
import type { GridColumn } from './grid-column'
import { columnName } from './mapping-cells'
import { ReplaceStep } from './replace-step'

const TEXT_LENGTH_MAX = 500
const kinds = ['trim', 'lowercase', 'uppercase', 'replace', 'default'] as const

const fresh: Record<(typeof kinds)[number], Transform> = {
  trim: { type: 'trim' },
  lowercase: { type: 'lowercase' },
  uppercase: { type: 'uppercase' },
  replace: { type: 'replace', values: {} },
  default: { type: 'default', value: '' },
}

export function ValuesDialog({
  column,
  transforms,
  onSave,
  onClose,
}: {
  column: GridColumn
  transforms: readonly Transform[]
  onSave: (transforms: readonly Transform[]) => void
  onClose: () => void
}) {
  const words = useTranslations('wizard.columns')
  const [steps, setSteps] = useState<readonly Transform[]>(transforms)
  const change = (index: number, step: Transform) => setSteps(steps.map((old, at) => (at === index ? step : old)))
  const earlier = (index: number) =>
    setSteps([...steps.slice(0, index - 1), steps[index]!, steps[index - 1]!, ...steps.slice(index + 1)])
  return (
    <Dialog
      wide
      title={words('valuesTitle', { column: columnName(column, words) })}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <div className="flex flex-col gap-6">
        <p className="text-ink-soft">{words('valuesLead')}</p>
        <BeforeAfter samples={column.samples} steps={steps} />
        {steps.length > 0 ? (
          <ol aria-label={words('steps')} className="flex flex-col gap-3">
            {steps.map((step, index) => (
              <li key={index} className="rounded-xl border border-rule p-4">
                <div className="flex items-center justify-between gap-2">
                  <p className="font-semibold">{words(`step.${step.type}`)}</p>
                  <span className="flex">
                    {index > 0 ? (
                      <Button
                        variant="quiet"
                        size="small"
                        aria-label={words('stepEarlier', { step: words(`step.${step.type}`) })}
                        onPress={() => earlier(index)}
                      >
                        <ArrowUp aria-hidden className="size-4" />
                      </Button>
                    ) : null}
                    <Button
                      variant="quiet"
                      size="small"
                      aria-label={words('stepRemove', { step: words(`step.${step.type}`) })}
                      onPress={() => setSteps(steps.filter((_, at) => at !== index))}
                    >
                      <Trash2 aria-hidden className="size-4" />
                    </Button>
                  </span>
                </div>
                {step.type === 'replace' ? (
                  <ReplaceStep
                    values={step.values}
                    samples={column.samples.map((sample) => textOf(applyTransforms(sample, steps.slice(0, index))))}
                    onChange={(values) => change(index, { type: 'replace', values })}
                  />
                ) : null}
                {step.type === 'default' ? (
                  <TextField
                    className="mt-3"
                    label={words('defaultValue')}
                    mono
                    maxLength={TEXT_LENGTH_MAX}
                    value={step.value}
                    onChange={(value) => change(index, { type: 'default', value })}
                  />
                ) : null}
              </li>
            ))}
          </ol>
        ) : null}
        <div role="group" aria-label={words('stepAdd')} className="flex flex-wrap gap-2">
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant="secondary"
              size="small"
              icon={<Plus aria-hidden className="size-4" />}
              onPress={() => setSteps([...steps, fresh[kind]])}
            >
              {words(`step.${kind}`)}
            </Button>
          ))}
        </div>
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" slot="close">
            {words('dialogCancel')}
          </Button>
          <Button
            onPress={() => {
              onSave(steps)
              onClose()
            }}
          >
            {words('dialogSave')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** The file's own values, and a blank one, before and after the steps. */
function BeforeAfter({ samples, steps }: { samples: readonly string[]; steps: readonly Transform[] }) {
  const words = useTranslations('wizard.columns')
  const shown = (text: string) =>
    text === '' ? (
      <span className="text-ink-soft italic">{words('blank')}</span>
    ) : (
      <bdi className="font-mono text-sm foreign-text whitespace-pre-wrap">{text}</bdi>
    )
  return (
    <table className="w-full text-left text-sm" aria-live="polite">
      <caption className="mb-2 text-left font-semibold">{words('beforeAfter')}</caption>
      <thead>
        <tr className="text-xs text-ink-soft">
          <th scope="col" className="w-1/2 py-1 pr-3 font-semibold">
            {words('before')}
          </th>
          <th scope="col" className="py-1 font-semibold">
            {words('after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...samples, ''].map((sample, index) => (
          <tr key={index} className="border-t border-rule align-top">
            <td className="py-1.5 pr-3">{shown(sample)}</td>
            <td className="py-1.5">
              <span className="flex items-start gap-2">
                <ArrowRight aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-soft" />
                {shown(textOf(applyTransforms(sample, steps)))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
