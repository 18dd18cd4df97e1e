// What happened in a turn, one thing after the other, as it is stored and shown. The sentences are pull.step.<code>.
import { z } from 'zod'

export const stepCodes = [
  'connected',
  'host-key',
  'certificate',
  'signed-in',
  'listed',
  'matched',
  'missing',
  'nearest',
  'waiting',
  'growing',
  'known',
  'fetching',
  'delivered',
  'same',
  'deleted',
  'moved',
  'kept',
  'refused',
  'nothing',
] as const
export type StepCode = (typeof stepCodes)[number]

const stepSchema = z.object({
  code: z.enum(stepCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  at: z.iso.datetime(),
})
export type TurnStep = z.output<typeof stepSchema>

/** The steps stored with a turn; those of another version are left out. */
export function readSteps(stored: unknown): TurnStep[] {
  return Array.isArray(stored) ? stored.flatMap((step) => stepSchema.safeParse(step).data ?? []) : []
}
