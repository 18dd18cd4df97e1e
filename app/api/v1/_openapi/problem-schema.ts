import { z } from 'zod'

/** The form of every refusal (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ in: z.enum(['body', 'query', 'header']), pointer: z.string(), detail: z.string() }))
      .optional(),
    errorId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
