import type { Transform } from '@/lib/mapping/file-mapping'
import { saidParams } from '@/lib/mapping/transforms/said-params'
import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

/** More pairs of a list of values than this are counted. */
const PAIRS_MAX = 8

/**
 * The steps of a column, one after the other.
 * @param other what they are compared with: of a list of values only what that one does not say is spelt out.
 */
export function transformsInWords(
  transforms: readonly Transform[],
  other: readonly Transform[],
  locale: Locale,
): string {
  const words = translatorFor(locale)
  if (transforms.length === 0) return words('templateDiff.nothing')
  return transforms
    .map((transform, index) => {
      if (transform.type !== 'replace') return words(`transforms.said.${transform.type}`, saidParams(transform))
      return replacing(transform, other[index], locale)
    })
    .join('; ')
}

type Replace = Extract<Transform, { type: 'replace' }>

function replacing(step: Replace, other: Transform | undefined, locale: Locale): string {
  const words = translatorFor(locale)
  const known = other?.type === 'replace' ? other.values : {}
  const pairs = Object.entries(step.values)
  const own = pairs.filter(([from, to]) => !Object.hasOwn(known, from) || known[from] !== to)
  const shown = own
    .slice(0, PAIRS_MAX)
    .map(([from, to]) =>
      words('templateDiff.pair', { from, to, blank: to === '' ? 'to' : from === '' ? 'from' : 'no' }),
    )
  return words('templateDiff.replace', {
    pairs: shown.join(', '),
    shown: shown.length,
    more: pairs.length - shown.length,
    unseen: step.unseen ?? 'keep',
  })
}
