import { Minus, PencilLine, Plus, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FileName } from '@/components/ui/file-name'
import type { Change, Sentence, WordedDiff } from '@/lib/templates/diff/difference-in-words'

const signs: Record<Change, { Icon: LucideIcon; look: string }> = {
  added: { Icon: Plus, look: 'text-good' },
  removed: { Icon: Minus, look: 'text-bad' },
  changed: { Icon: PencilLine, look: 'text-ink-soft' },
}

/** What differs between two states of a template, sentence by sentence, the template first, then file by file. */
export function WordedDifferences({ diff, level = 3 }: { diff: WordedDiff; level?: 2 | 3 }) {
  const words = useTranslations('templateForms.diff')
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <div className="flex flex-col gap-6">
      {diff.general.length > 0 ? (
        <section>
          <Title className="mb-2 text-base">{words('general')}</Title>
          <Sentences sentences={diff.general} />
        </section>
      ) : null}
      {diff.files.map((file) => (
        <section key={file.name}>
          <Title className="mb-2 text-base">
            <FileName name={file.name} /> <span className="font-normal text-ink-soft">{file.type}</span>
          </Title>
          <Sentences sentences={file.sentences} />
        </section>
      ))}
    </div>
  )
}

function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  const words = useTranslations('templateForms.diff')
  return (
    <ul className="divide-y divide-rule card">
      {sentences.map(({ change, text }, index) => {
        const { Icon, look } = signs[change]
        return (
          <li key={index} className="flex items-start gap-3 px-6 py-2.5">
            <Icon aria-label={words(`changes.${change}`)} role="img" className={`mt-1 size-4.5 shrink-0 ${look}`} />
            <span className="min-w-0 foreign-text">{text}</span>
          </li>
        )
      })}
    </ul>
  )
}
