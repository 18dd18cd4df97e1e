'use client'
// The steps that are done to values, in their order: add, set, move, remove, by pointer and by keyboard alone.
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTransformWords } from '@/components/mapping/transform-words'
import { Button } from '@/components/ui/button'
import { LiveRegion } from '@/components/ui/live-region'
import { Select } from '@/components/ui/select'
import type { Field } from '@/lib/import-types/import-type'
import type { Transform } from '@/lib/mapping/file-mapping'
import { STEPS_MAX, type TransformType } from '@/lib/mapping/transforms/transform'
import { freshStep, isUnfinished, stepGroups, type StepContext } from './fresh-steps'
import { StepSettings } from './step-settings'
import { textsAt, type Seen } from './value-rows'

export type StepsEditorProps = {
  steps: readonly Transform[]
  onChange: (steps: readonly Transform[]) => void
  seen: readonly Seen[]
  field: Field | undefined
  allowed: readonly string[] | undefined
  /** The person asked to go on, so what is missing is said. */
  isAsked: boolean
}

type Groups = keyof typeof stepGroups

export function StepsEditor({ steps, onChange, seen, field, allowed, isAsked }: StepsEditorProps) {
  const words = useTranslations('columnValues')
  const names = useTranslations('transforms')
  const list = useRef<HTMLDivElement>(null)
  const [announcement, announce] = useState('')
  const focusNext = useFocusAfter(list)
  const contextAt = (index: number): StepContext => ({ texts: textsAt(seen, steps.slice(0, index)), field, allowed })

  const add = (type: TransformType) => {
    onChange([...steps, freshStep(type, contextAt(steps.length))])
    announce(words('steps.added', { step: names(`name.${type}`), place: steps.length + 1 }))
    focusNext(`[data-step="${steps.length}"]`)
  }
  const remove = (index: number) => {
    onChange(steps.filter((_, at) => at !== index))
    announce(words('steps.removed', { step: names(`name.${steps[index]!.type}`) }))
    focusNext(steps.length > 1 ? `[data-step="${Math.min(index, steps.length - 2)}"]` : '[data-add-step] button')
  }
  const move = (from: number, to: number) => {
    const moved = steps.toSpliced(from, 1).toSpliced(to, 0, steps[from]!)
    onChange(moved)
    announce(words('steps.moved', { step: names(`name.${steps[from]!.type}`), place: to + 1, count: steps.length }))
    focusNext(`[data-step="${to}"] [data-move="${to < from ? 'up' : 'down'}"]`, `[data-step="${to}"]`)
  }
  return (
    <div ref={list} className="flex flex-col gap-3">
      <LiveRegion>{announcement}</LiveRegion>
      {steps.length === 0 ? <p className="text-sm text-ink-soft">{words('steps.none')}</p> : null}
      <ol aria-label={words('steps.title')} className="flex flex-col gap-3 empty:hidden">
        {steps.map((step, index) => (
          <StepCard
            key={`${index} ${step.type}`}
            step={step}
            index={index}
            count={steps.length}
            context={contextAt(index)}
            isAsked={isAsked}
            onChange={(changed) => onChange(steps.with(index, changed))}
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      {steps.length < STEPS_MAX ? (
        <div data-add-step>
          <Select
            label={words('steps.add')}
            placeholder={words('steps.choose')}
            value={null}
            onChange={(key) => {
              if (key !== null) add(key as TransformType)
            }}
            sections={Object.entries(stepGroups).map(([group, types]) => ({
              id: group,
              title: words(`steps.group.${group as Groups}`),
              options: types.map((type) => ({
                id: type,
                label: names(`name.${type}`),
                description: names(`help.${type}`),
              })),
            }))}
          />
        </div>
      ) : null}
    </div>
  )
}

function StepCard({
  step,
  index,
  count,
  context,
  isAsked,
  onChange,
  onMove,
  onRemove,
}: {
  step: Transform
  index: number
  count: number
  context: StepContext
  isAsked: boolean
  onChange: (step: Transform) => void
  onMove: (to: number) => void
  onRemove: () => void
}) {
  const words = useTranslations('columnValues.steps')
  const names = useTranslations('transforms')
  const say = useTransformWords()
  const name = names(`name.${step.type}`)
  return (
    <li
      data-step={index}
      tabIndex={-1}
      aria-label={words('place', { step: name, place: index + 1, count })}
      className="rounded-xl border border-rule p-4"
    >
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <p className="font-semibold">
            {index + 1}. {name}
          </p>
          {isUnfinished(step) ? null : <p className="text-sm foreign-text text-ink-soft">{say(step)}</p>}
        </div>
        <span className="flex shrink-0">
          {index > 0 ? (
            <Button
              data-move="up"
              variant="quiet"
              size="small"
              aria-label={words('earlier', { step: name })}
              onPress={() => onMove(index - 1)}
            >
              <ArrowUp aria-hidden className="size-4" />
            </Button>
          ) : null}
          {index < count - 1 ? (
            <Button
              data-move="down"
              variant="quiet"
              size="small"
              aria-label={words('later', { step: name })}
              onPress={() => onMove(index + 1)}
            >
              <ArrowDown aria-hidden className="size-4" />
            </Button>
          ) : null}
          <Button variant="quiet" size="small" aria-label={words('remove', { step: name })} onPress={onRemove}>
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </span>
      </div>
      <p className="mt-1 mb-3 text-xs text-ink-soft">{names(`help.${step.type}`)}</p>
      <StepSettings step={step} context={context} isAsked={isAsked} onChange={onChange} />
    </li>
  )
}

/** Where the focus goes once the list has been drawn again: what had it may have moved or gone. */
function useFocusAfter(list: RefObject<HTMLDivElement | null>): (...selectors: string[]) => void {
  const wanted = useRef<readonly string[]>([])
  useEffect(() => {
    const selectors = wanted.current
    if (selectors.length === 0) return
    wanted.current = []
    // Behind the frame in which a list that has just closed gives the focus back to its button.
    requestAnimationFrame(() => {
      const found = selectors.map((selector) => list.current?.querySelector<HTMLElement>(selector))
      found.find((element) => element)?.focus()
    })
  })
  return (...selectors) => {
    wanted.current = selectors
  }
}
