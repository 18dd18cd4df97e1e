// The queues must exist before the first transaction that puts a task into one.
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { prepareTasks, type Task } from '@/lib/platform/queue'
import { pullTask } from '@/lib/pull/pull-task'
import { runTask } from '@/lib/runs/run-task'

/** Makes the queue of every kind of task. */
export async function prepareAllTasks(): Promise<void> {
  await prepareTasks([deliveryTask, runTask, messageTask, pullTask] as unknown as Task<never>[])
}
