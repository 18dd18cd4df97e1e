import type { Outcome } from '@/lib/deliveries/delivery'

/** The outcomes that stay as they are until somebody does something. */
export const outcomesThatNeedAPerson: readonly Outcome[] = ['held', 'no-template', 'rejected', 'failed']
