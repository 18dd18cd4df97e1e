// Steps as they begin when a person adds them, fitted to the values at hand, and which of them are not finished.
import type { Field } from '@/lib/import-types/import-type'
import { proposeValue } from '@/lib/mapping/transforms/propose-values'
import type { Transform, TransformOf, TransformType } from '@/lib/mapping/transforms/transform'
import type { SeenText } from './value-rows'

export type StepContext = {
  /** What the step sees of the sample, as far as it is known. */
  readonly texts: readonly SeenText[]
  /** The field it is for; undefined until it is known. */
  readonly field: Field | undefined
  /** The tokens the field takes, if only some are. */
  readonly allowed: readonly string[] | undefined
}

/** In the order and the groups in which they are offered. */
export const stepGroups = {
  text: ['trim', 'find', 'lowercase', 'uppercase', 'capitalize'],
  values: ['replace', 'default', 'yes-no', 'grade', 'date'],
  parts: ['part', 'strip-start', 'strip-end', 'add-start', 'add-end'],
  zeros: ['pad', 'strip-zeros'],
} as const satisfies Record<string, readonly TransformType[]>

const PAD_MAX = 50

export function freshStep(type: TransformType, context: StepContext): Transform {
  switch (type) {
    case 'replace':
      return { type, values: {}, unseen: 'error' }
    case 'find':
      return { type, find: '', with: '' }
    case 'default':
      return { type, value: '' }
    case 'date':
      // Of all forms the one that can be read in one way only: any other is for the person to choose.
      return { type, format: 'YYYY-MM-DD' }
    case 'part':
      return { type, separator: likelySeparator(context), part: 1 }
    case 'strip-start':
    case 'strip-end':
    case 'add-start':
    case 'add-end':
      return { type, text: '' }
    case 'pad':
      return { type, width: Math.min(PAD_MAX, Math.max(2, ...context.texts.map(({ text }) => text.length))) }
    case 'grade':
      return { type, as: 'codes' }
    case 'yes-no':
      return { type, ...yesAndNo(context) }
    default:
      return { type }
  }
}

/** Whether the step lacks a text without which it could do nothing. */
export function isUnfinished(step: Transform): boolean {
  if (step.type === 'find') return step.find === ''
  if (step.type === 'yes-no') return step.yes === '' || step.no === ''
  if (step.type === 'part') return step.separator === ''
  return 'text' in step && step.text === ''
}

function likelySeparator({ texts }: StepContext): string {
  const share = (separator: string) => texts.filter(({ text }) => text.includes(separator)).length
  const found = [',', ';', '|', '/', '@', '-', ' '].find((separator) => share(separator) * 2 > texts.length)
  return found ?? ' '
}

function yesAndNo({ field, allowed = [] }: StepContext): Pick<TransformOf<'yes-no'>, 'yes' | 'no'> {
  const token = (word: string) => proposeValue(word, field ?? { kind: 'boolean', name: '' }, allowed)?.token
  return { yes: token('yes') ?? 'true', no: token('no') ?? 'false' }
}
