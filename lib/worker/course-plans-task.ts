// Planned courses go back to the systems of districts once a day, in the night of North America.
import { z } from 'zod'
import { writeDailyCoursePlans } from '@/lib/outbox-files/course-plans'
import { log } from '@/lib/platform/log'
import type { Task } from '@/lib/platform/queue'

export const coursePlansTask: Task<object> = { name: 'course-plans', payload: z.object({}), retries: 3 }

export const EVERY_NIGHT = '10 9 * * *'

export async function sendCoursePlansBack(): Promise<void> {
  const written = await writeDailyCoursePlans()
  if (written > 0) log.info({ written }, 'course plans were written')
}
