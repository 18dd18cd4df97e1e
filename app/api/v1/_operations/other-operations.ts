// All operations but those that describe them.
import type { Operation } from '@/app/api/_http/operation'
import { accountOperations } from './accounts'
import { deliveryOperations } from './deliveries'
import { frontSignInOperations } from './front-sign-in'
import { handOverOperations } from './hand-over'
import { healthOperations } from './health'
import { importJobStepOperations } from './import-job-steps'
import { importJobOperations } from './import-jobs'
import { importTypeOperations } from './import-types'
import { memberOperations } from './members'
import { messageOperations } from './messages'
import { metricsOperations } from './metrics'
import { outboxOperations } from './outbox'
import { ownImportTypeOperations } from './own-import-types'
import { pullSourceOperations } from './pull-sources'
import { pullTurnOperations } from './pull-turns'
import { recordOperations } from './records'
import { replayOperations } from './replays'
import { rollbackOperations } from './rollbacks'
import { runOperations } from './runs'
import { templateFileOperations } from './template-files'
import { templateGuideOperations } from './template-guide'
import { templateVersionOperations } from './template-versions'
import { shadowOperations } from './shadows'
import { templateOperations } from './templates'
import { transferLoginOperations } from './transfer-logins'
import { transferSessionOperations } from './transfer-sessions'

export const otherOperations: readonly Operation[] = [
  accountOperations,
  memberOperations,
  transferLoginOperations,
  transferSessionOperations,
  outboxOperations,
  pullSourceOperations,
  pullTurnOperations,
  importTypeOperations,
  ownImportTypeOperations,
  importJobOperations,
  importJobStepOperations,
  templateOperations,
  templateVersionOperations,
  templateFileOperations,
  templateGuideOperations,
  deliveryOperations,
  runOperations,
  rollbackOperations,
  replayOperations,
  shadowOperations,
  recordOperations,
  messageOperations,
  healthOperations,
  metricsOperations,
  handOverOperations,
  frontSignInOperations,
].flatMap((group) => Object.values<Operation>(group))
