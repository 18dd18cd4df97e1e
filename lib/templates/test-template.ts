// For tests only: an account with a login, and templates of it.
import { db, inTransaction } from '@/lib/platform/db'
import { createTemplate } from './create-template'
import { settingsFrom } from './settings-change'
import type { Template } from './template'

export const testMapping = [
  {
    name: 'users.csv',
    importType: 'oneroster-1.1/users',
    dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 } as const,
    columns: [{ header: 'id', position: 0, field: 'sourcedId', transforms: [] }],
    constants: {},
  },
]

export async function makeLogin(slug = 'springfield') {
  const account = await db.account.create({ data: { name: slug, slug, state: 'tx', timeZone: 'America/Chicago' } })
  const login = await db.transferLogin.create({
    data: {
      ...{ accountId: account.id, name: 'sis', passwordHash: 'x' },
      ...{ sftpUserName: `sis_admin_${slug}_tx`, ftpsUserName: `sis.admin.${slug}.tx` },
    },
  })
  return { accountId: account.id, transferLoginId: login.id }
}

export type TestLogin = Awaited<ReturnType<typeof makeLogin>>

export const templateInput = (login: TestLogin, fileName: string) => ({
  ...login,
  ...{ fileName, name: fileName, importType: 'oneroster-1.1/users', settings: settingsFrom() },
  mapping: testMapping,
})

/** Attempts to make a template of that file name. */
export const makeTemplate = (login: TestLogin, fileName: string) =>
  inTransaction((tx) => createTemplate(tx, templateInput(login, fileName)))

export async function madeTemplate(login: TestLogin, fileName: string): Promise<Template> {
  const created = await makeTemplate(login, fileName)
  if (!created.ok) throw new Error(created.reason)
  return created.template
}
