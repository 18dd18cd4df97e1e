'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'

const TEXT_LENGTH_MAX = 500

type Pair = { readonly from: string; readonly to: string }

/**
 * Whole values and what stands in their place. The pairs are kept as a list while they are written, since two that are
 * not finished may be alike; the last one written for a value counts.
 */
export function ReplaceStep({
  values,
  samples,
  onChange,
}: {
  values: Readonly<Record<string, string>>
  /** Values of the file as this step sees them, offered to be replaced. */
  samples: readonly string[]
  onChange: (values: Record<string, string>) => void
}) {
  const words = useTranslations('wizard.columns')
  const [pairs, setPairs] = useState<readonly Pair[]>(() => {
    const known = Object.entries(values).map(([from, to]) => ({ from, to }))
    return known.length > 0 ? known : [{ from: samples[0] ?? '', to: '' }]
  })
  const change = (next: readonly Pair[]) => {
    setPairs(next)
    onChange(Object.fromEntries(next.filter((pair) => pair.from !== '').map((pair) => [pair.from, pair.to])))
  }
  const setPair = (index: number, part: Partial<Pair>) =>
    change(pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)))
  const unused = samples.find((sample) => sample !== '' && !pairs.some((pair) => pair.from === sample))
  return (
    <div className="mt-3 flex flex-col gap-3">
      {pairs.map((pair, index) => (
        <div key={index} className="flex flex-wrap items-end gap-3">
          <TextField
            className="grow basis-40"
            label={words('replaceFrom')}
            mono
            maxLength={TEXT_LENGTH_MAX}
            value={pair.from}
            onChange={(from) => setPair(index, { from })}
          />
          <TextField
            className="grow basis-40"
            label={words('replaceTo')}
            mono
            maxLength={TEXT_LENGTH_MAX}
            value={pair.to}
            onChange={(to) => setPair(index, { to })}
          />
          <Button
            variant="quiet"
            className="px-3"
            aria-label={words('replaceRemove', { value: pair.from })}
            onPress={() => change(pairs.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden className="size-4" />
          </Button>
        </div>
      ))}
      <Button
        variant="quiet"
        size="small"
        className="self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onPress={() => change([...pairs, { from: unused ?? '', to: '' }])}
      >
        {words('replaceAdd')}
      </Button>
    </div>
  )
}
