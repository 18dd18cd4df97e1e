import { accountById } from '@/lib/accounts/accounts'
import { isId } from '@/lib/accounts/is-id'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { db } from '@/lib/platform/db'
import { changeSettings, settingsFrom, type SettingsChange } from '@/lib/templates/settings-change'
import { toImportJob, type ImportJob } from './import-job'

export type CreatedImportJob =
  | { ok: true; job: ImportJob }
  | {
      ok: false
      reason: 'unknown-import-type' | 'unknown-transfer-login' | 'transfer-login-disabled'
    }

/**
 * Begins the set-up of an import.
 * @param input.importType full name such as oneroster-1.1/users, or bundle for a ZIP with files of several types.
 * @param input.settings what differs from the account's own thresholds and retention, and from the defaults.
 */
export async function createImportJob(input: {
  accountId: string
  transferLoginId: string
  importType: string
  settings?: SettingsChange
  createdById?: string | null
}): Promise<CreatedImportJob> {
  const { accountId, transferLoginId, importType, settings, createdById } = input
  const catalogue = await catalogueOfAccount(accountId)
  const isOffered = importType === BUNDLE || catalogue.offered.some(({ name }) => name === importType)
  if (!isOffered) return { ok: false, reason: 'unknown-import-type' }
  const login = await usableLogin(accountId, transferLoginId)
  if (login !== 'usable') return { ok: false, reason: login }
  const account = await accountById(accountId)
  const { thresholds, keepDays } = account?.settings ?? {}
  const start = settingsFrom({ thresholds, keepDays })
  const row = await db.importJob.create({
    data: {
      accountId,
      transferLoginId,
      importType,
      settings: changeSettings(start, settings ?? {}),
      createdById: createdById ?? null,
    },
  })
  return { ok: true, job: toImportJob(row, catalogue) }
}

/** Whether templates can be made for a transfer login of this account. */
export async function usableLogin(
  accountId: string,
  transferLoginId: string,
): Promise<'usable' | 'unknown-transfer-login' | 'transfer-login-disabled'> {
  if (!isId(transferLoginId)) return 'unknown-transfer-login'
  const login = await db.transferLogin.findFirst({
    // What is sent over a rehearsal login is never applied, so nothing is set up for it.
    where: { id: transferLoginId, accountId, rehearsesId: null },
    select: { disabledAt: true },
  })
  if (!login) return 'unknown-transfer-login'
  return login.disabledAt ? 'transfer-login-disabled' : 'usable'
}
