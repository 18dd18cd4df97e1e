import type { Delivery, Outcome } from '@/lib/deliveries/delivery'

/** The outcomes that stay as they are until somebody does something. */
export const outcomesThatNeedAPerson: readonly Outcome[] = ['held', 'no-template', 'rejected', 'failed']

/** What became of a delivery; a file without a template has that as its state. Null until it is known. */
export function outcomeOf(delivery: Pick<Delivery, 'state' | 'outcome'>): string | null {
  return delivery.state === 'noTemplate' ? 'no-template' : delivery.outcome
}

export function needsAPerson(delivery: Pick<Delivery, 'state' | 'outcome'>): boolean {
  return outcomesThatNeedAPerson.some((outcome) => outcome === outcomeOf(delivery))
}
