import { useTranslations } from 'next-intl'
import { markDifference, visible, type NamePart } from './mark-difference'

/** The name that came and the name that was expected, one above the other, the differing characters marked. */
export function NameComparison({ arrived, expected }: { arrived: string; expected: string }) {
  const words = useTranslations('deliveriesPage.comparison')
  const [arrivedParts, expectedParts] = markDifference(arrived, expected)
  return (
    <dl className="grid gap-x-6 gap-y-3 rounded-xl border border-rule bg-surface p-5 sm:grid-cols-[auto_1fr]">
      <Line term={words('arrived')} parts={arrivedParts} />
      <Line term={words('expected')} parts={expectedParts} />
    </dl>
  )
}

function Line({ term, parts }: { term: string; parts: readonly NamePart[] }) {
  return (
    <>
      <dt className="self-center text-sm font-semibold text-ink-soft">{term}</dt>
      <dd className="min-w-0">
        <bdi translate="no" className="font-mono text-lg foreign-text">
          {parts.map((part, index) =>
            part.differs ? (
              <mark
                key={index}
                className="rounded-sm bg-pencil px-1 font-bold text-[oklch(0.22_0.03_90)] ring-2 ring-pencil"
              >
                {visible(part.text)}
              </mark>
            ) : (
              <span key={index}>{part.text}</span>
            ),
          )}
        </bdi>
      </dd>
    </>
  )
}
