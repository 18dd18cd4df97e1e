import { GitCompareArrows } from 'lucide-react'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Choice } from '../../choice'

/** Older ones are chosen from the list below. */
const CHOICES_MAX = 100

/** Which two versions are compared; they are part of the address. */
export function CompareForm(props: { path: string; from: number; to: number; newest: number }) {
  const { path, from, to, newest } = props
  const words = useTranslations('templatesPage.versions')
  const numbers = new Set([from, to])
  for (let number = newest; number >= 1 && numbers.size < CHOICES_MAX; number--) numbers.add(number)
  const options = [...numbers]
    .toSorted((a, b) => b - a)
    .map((version) => ({ value: String(version), title: words('version', { version }) }))
  return (
    <Form action={path} scroll={false} className="mb-6 flex flex-wrap items-end gap-3 print:hidden">
      <Choice name="from" label={words('from')} value={String(from)} options={options} />
      <Choice name="to" label={words('to')} value={String(to)} options={options} />
      <Button type="submit" variant="secondary" icon={<GitCompareArrows aria-hidden className="size-5" />}>
        {words('compare')}
      </Button>
    </Form>
  )
}
