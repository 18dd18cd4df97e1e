import { beforeEach, describe, expect, it } from 'vitest'
import { db, inTransaction } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { createTemplate } from './create-template'
import { deleteTemplate } from './delete-template'
import { fileNameProblem } from './file-name'
import { matchTemplate, nearestTemplate } from './match-template'
import { listTemplates, templateById } from './template'
import {
  makeLogin,
  makeTemplate as make,
  madeTemplate as made,
  templateInput as input,
  testMapping as mapping,
  type TestLogin as Login,
} from './test-template'
import { updateTemplate } from './update-template'

describe('templates', () => {
  let login: Login
  beforeEach(async () => {
    await emptyDatabase()
    login = await makeLogin()
  })

  it('keeps one template for one exact file name of one login', async () => {
    const { id } = await made(login, 'users.csv')
    const standing = { id, name: 'users.csv', version: 1, importType: 'oneroster-1.1/users' }
    expect(await make(login, 'users.csv')).toEqual({ ok: false, reason: 'exists', standing })
    expect((await make(login, 'Users.csv')).ok).toBe(true)
    expect((await make(await makeLogin('shelbyville'), 'users.csv')).ok).toBe(true)
  })

  it('lets exactly one of two simultaneous attempts win, and refuses the other without breaking its transaction', async () => {
    const attempts = await Promise.all(
      [1, 2, 3, 4].map(() =>
        inTransaction(async (tx) => {
          const created = await createTemplate(tx, input(login, 'users.csv'))
          await tx.template.count()
          return created.ok
        }),
      ),
    )
    expect(attempts.toSorted()).toEqual([false, false, false, true])
  })

  it('refuses a login of another account and a name no file can have', async () => {
    const other = await makeLogin('shelbyville')
    const foreign = await inTransaction((tx) =>
      createTemplate(tx, { ...input(login, 'a.csv'), transferLoginId: other.transferLoginId }),
    )
    expect(foreign).toEqual({ ok: false, reason: 'unknown-transfer-login' })
    expect(await make(login, '../users.csv')).toEqual({ ok: false, reason: 'file-name', problem: 'slash' })
  })

  it('makes a new version of every change and keeps what the change does not name', async () => {
    const template = await made(login, 'users.csv')
    const change = { settings: { mode: 'partial', thresholds: { minRows: 5 } } } as const
    const changed = await updateTemplate({ accountId: login.accountId, templateId: template.id, change })
    if (!changed.ok) throw new Error(changed.reason)
    expect(changed.template).toMatchObject({ version: 2, fileName: 'users.csv', mapping })
    expect(changed.template.settings).toEqual({
      ...template.settings,
      ...{ mode: 'partial', thresholds: { ...template.settings.thresholds, minRows: 5 } },
    })
    expect(await templateById(login.accountId, template.id)).toEqual(changed.template)
    expect(await db.templateVersion.count({ where: { templateId: template.id } })).toBe(2)
  })

  it('numbers simultaneous changes one after the other and loses none', async () => {
    const { id: templateId } = await made(login, 'users.csv')
    const changes = [{ keepDays: 7 }, { notifyOnSuccess: true }, { maxRejectedPercent: 3 }]
    const { accountId } = login
    await Promise.all(changes.map((settings) => updateTemplate({ accountId, templateId, change: { settings } })))
    const template = await templateById(accountId, templateId)
    expect(template).toMatchObject({
      version: 4,
      settings: { keepDays: 7, notifyOnSuccess: true, maxRejectedPercent: 3 },
    })
  })

  it('refuses a new name that another template has, and a template of another account', async () => {
    const { accountId } = login
    const { id: templateId } = await made(login, 'users.csv')
    await made(login, 'orgs.csv')
    const change = { fileName: 'orgs.csv' }
    expect(await updateTemplate({ accountId, templateId, change })).toMatchObject({
      ...{ ok: false, reason: 'exists', standing: { name: 'orgs.csv' } },
    })
    expect((await templateById(accountId, templateId))?.version).toBe(1)
    const other = await makeLogin('shelbyville')
    expect(await updateTemplate({ ...other, templateId, change })).toEqual({ ok: false, reason: 'not-found' })
    expect(await templateById(other.accountId, templateId)).toBeNull()
    expect(await deleteTemplate(other.accountId, templateId)).toBe(false)
  })

  it('frees the file name of a deleted template and matches it no more', async () => {
    const { id } = await made(login, 'users.csv')
    expect(await deleteTemplate(login.accountId, id)).toBe(true)
    expect(await deleteTemplate(login.accountId, id)).toBe(false)
    expect(await templateById(login.accountId, id)).toBeNull()
    expect(await matchTemplate(db, login.transferLoginId, 'users.csv')).toBeNull()
    expect((await make(login, 'users.csv')).ok).toBe(true)
  })

  it('lists the templates of one account, newest first, page by page', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await made(login, name)
    await made(await makeLogin('shelbyville'), 'd.csv')
    const first = await listTemplates(login.accountId, { limit: 2 })
    const rest = await listTemplates(login.accountId, { limit: 2, after: first[1]?.id })
    expect([...first, ...rest].map((template) => template.fileName)).toEqual(['c.csv', 'b.csv', 'a.csv'])
    expect(await listTemplates((await makeLogin('ogdenville')).accountId)).toEqual([])
  })
})

describe('matchTemplate', () => {
  let login: Login
  beforeEach(async () => {
    await emptyDatabase()
    login = await makeLogin()
  })

  it('matches the same bytes and nothing else', async () => {
    const { id } = await made(login, 'espa\u00F1a.csv')
    expect((await matchTemplate(db, login.transferLoginId, 'espa\u00F1a.csv'))?.id).toBe(id)
    for (const name of [
      'Espa\u00F1a.csv',
      'espan\u0303a.csv',
      'espa\u00F1a.csv ',
      'espa\u00F1a.CSV',
      'espa%.csv',
      '',
    ]) {
      expect(await matchTemplate(db, login.transferLoginId, name)).toBeNull()
    }
  })

  it('matches only templates of the login that sent the file', async () => {
    await made(login, 'users.csv')
    const other = await makeLogin('shelbyville')
    expect(await matchTemplate(db, other.transferLoginId, 'users.csv')).toBeNull()
    expect(await nearestTemplate(other.transferLoginId, 'Users.csv')).toBeNull()
  })

  it('names the nearest of several templates and what differs', async () => {
    for (const name of ['user.csv', 'users.csv', 'users.txt', 'orgs.csv']) await made(login, name)
    expect(await nearestTemplate(login.transferLoginId, 'Users.csv')).toMatchObject({
      ...{
        fileName: 'users.csv',
        difference: { code: 'case', params: { arrived: 'Users.csv', expected: 'users.csv' } },
      },
    })
    expect(await nearestTemplate(login.transferLoginId, 'demographics.csv')).toBeNull()
  })
})

describe('fileNameProblem', () => {
  it.each([
    ['users.csv', null],
    [' alumnos 2º.txt ', null],
    ['=cmd|x.csv', null],
    ['__proto__', null],
    ['é'.repeat(127), null],
    ['é'.repeat(128), 'too-long'],
    ['', 'empty'],
    ['..', 'dots'],
    ['a/b.csv', 'slash'],
    ['a\\b.csv', 'slash'],
    ['a\nb.csv', 'control-character'],
    ['a\0.csv', 'control-character'],
    ['\uD800.csv', 'not-unicode'],
  ])('says of %j: %s', (name, problem) => expect(fileNameProblem(name)).toBe(problem))
})
