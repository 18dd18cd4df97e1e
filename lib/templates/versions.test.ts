// What becomes of a template after it was made: gone back, copied, deleted and taken back, read from a file.
import { beforeEach, describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { copyTemplate } from './copy-template'
import { deleteTemplate, undeleteTemplate } from './delete-template'
import { isSame } from './diff/difference'
import { diffTemplates } from './diff/template-diff'
import { printTemplateFile } from './file/print-template-file'
import { planTemplateFile, takeTemplateFile } from './file/take-template-file'
import { templateFileOf } from './file/template-file'
import { matchTemplate } from './match-template'
import { restoreVersion } from './restore-version'
import { templateById, type Template } from './template'
import type { TemplateRules } from './template-rules'
import { listTemplateVersions, versionContent } from './template-versions'
import { makeLogin, madeTemplate, type TestLogin } from './test-template'
import { updateTemplate } from './update-template'

const rules: TemplateRules = { typeNamed: importTypeNamed, problemsOf: () => [] }

let login: TestLogin
let template: Template
let ids: { accountId: string; templateId: string }
beforeEach(async () => {
  await emptyDatabase()
  login = await makeLogin()
  template = await madeTemplate(login, 'users.csv')
  ids = { accountId: login.accountId, templateId: template.id }
})

const otherLogin = (name: string) =>
  db.transferLogin.create({
    data: {
      ...{ accountId: login.accountId, name, passwordHash: 'x' },
      ...{ sftpUserName: `${name}_admin_x_tx`, ftpsUserName: `${name}.admin.x.tx` },
    },
  })

describe('the versions of a template', () => {
  it('say what it was then, why, and which is in use', async () => {
    await updateTemplate({ ...ids, change: { name: 'Pupils' }, why: { note: '  new term ' } })
    expect(await listTemplateVersions(login.accountId, template.id)).toMatchObject([
      { version: 2, note: 'new term', isCurrent: true, origin: null },
      { version: 1, note: null, isCurrent: false },
    ])
    expect(await listTemplateVersions(login.accountId, template.id, { before: 2 })).toHaveLength(1)
    expect(await versionContent(login.accountId, template.id, 1)).toMatchObject({ name: 'users.csv' })
    expect(await versionContent((await makeLogin('shelbyville')).accountId, template.id, 1)).toBeNull()
  })

  it('are gone back to as a new one that keeps the names of today', async () => {
    await updateTemplate({ ...ids, change: { settings: { mode: 'partial' }, fileName: 'pupils.csv' } })
    const restored = await restoreVersion({ ...ids, version: 1, rules, note: 'was better' })
    if (!restored.ok) throw new Error(restored.reason)
    expect(restored.template).toMatchObject({ version: 3, fileName: 'pupils.csv', settings: { mode: 'full' } })
    expect(restored.template.mapping[0]?.name).toBe('pupils.csv')
    const [latest] = await listTemplateVersions(login.accountId, template.id)
    expect(latest).toMatchObject({ note: 'was better', origin: { kind: 'restored', version: 1 } })
  })

  it('are not gone back to unseen, from nowhere, or to what cannot be used any more', async () => {
    const change = { settings: { mode: 'partial' } } as const
    await updateTemplate({ ...ids, change })
    const back = (more: object) => restoreVersion({ ...ids, version: 1, rules, ...more })
    expect(await back({ version: 2 })).toEqual({ ok: false, reason: 'is-current' })
    expect(await back({ version: 7 })).toEqual({ ok: false, reason: 'no-version' })
    expect(await back({ ifVersion: 1 })).toEqual({ ok: false, reason: 'stale', version: 2 })
    expect(await back({ rules: { ...rules, typeNamed: () => undefined } })).toMatchObject({ reason: 'mapping' })
    expect(await back({ accountId: (await makeLogin('shelbyville')).accountId })).toMatchObject({ reason: 'not-found' })
    expect(await listTemplateVersions(login.accountId, template.id)).toHaveLength(2)
  })
})

describe('a copy', () => {
  it('says the same for another login, or under another name, and is its own', async () => {
    const nightly = await otherLogin('nightly')
    const copy = await copyTemplate({ ...ids, transferLoginId: nightly.id })
    const second = await copyTemplate({ ...ids, transferLoginId: nightly.id, fileName: 'second.csv', name: 'Second' })
    if (!copy.ok || !second.ok) throw new Error('not copied')
    expect(isSame(diffTemplates(template, copy.template))).toBe(true)
    expect(second.template).toMatchObject({ name: 'Second', mapping: [{ name: 'second.csv' }], version: 1 })
    await updateTemplate({ ...ids, change: { settings: { mode: 'partial' } } })
    expect((await templateById(login.accountId, copy.template.id))?.settings.mode).toBe('full')
  })

  it('is refused where the name is taken, by name, and for logins of another account', async () => {
    const same = await copyTemplate({ ...ids, transferLoginId: login.transferLoginId })
    expect(same).toMatchObject({ reason: 'exists', standing: { id: template.id, name: 'users.csv' } })
    const foreign = await makeLogin('shelbyville')
    const { transferLoginId } = foreign
    expect(await copyTemplate({ ...ids, transferLoginId })).toMatchObject({ reason: 'unknown-transfer-login' })
    expect(await copyTemplate({ ...foreign, templateId: template.id })).toMatchObject({ reason: 'not-found' })
  })
})

describe('a deleted template', () => {
  it('is taken back with all it had, and matches its files again', async () => {
    await deleteTemplate(login.accountId, template.id)
    expect(await undeleteTemplate((await makeLogin('shelbyville')).accountId, template.id)).toMatchObject({ ok: false })
    expect(await undeleteTemplate(login.accountId, template.id)).toEqual({ ok: true })
    expect(await undeleteTemplate(login.accountId, template.id)).toEqual({ ok: false, reason: 'not-found' })
    expect((await matchTemplate(db, login.transferLoginId, 'users.csv'))?.id).toBe(template.id)
  })

  it('stays deleted while its file name belongs to another, which is named', async () => {
    await deleteTemplate(login.accountId, template.id)
    const other = await madeTemplate(login, 'users.csv')
    expect(await undeleteTemplate(login.accountId, template.id)).toMatchObject({
      ...{ reason: 'exists', standing: { id: other.id } },
    })
  })

  it('never stands beside another of its name, whoever is quicker', async () => {
    for (let round = 0; round < 5; round++) {
      await deleteTemplate(login.accountId, template.id)
      const others = [1, 2].map(() => madeTemplate(login, 'users.csv').catch(() => null))
      await Promise.all([undeleteTemplate(login.accountId, template.id), ...others])
      const standing = await db.template.findMany({ where: { fileName: 'users.csv', deletedAt: null } })
      expect(standing).toHaveLength(1)
      await deleteTemplate(login.accountId, standing[0]!.id)
    }
  })
})

describe('a template file', () => {
  const wish = (text: string, more: object = {}) => ({ ...login, text, rules, locale: 'en' as const, ...more })
  const textOf = (content: Template) => printTemplateFile(templateFileOf(content))

  it('makes the same template in another account', async () => {
    const other = await makeLogin('shelbyville')
    const taken = await takeTemplateFile({ ...wish(textOf(template)), ...other, onto: null })
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.isNew).toBe(true)
    expect(isSame(diffTemplates(template, taken.template))).toBe(true)
    expect(taken.template.accountId).toBe(other.accountId)
  })

  it('becomes the next version of what is there, exactly as it was told, and keeps who is told', async () => {
    const settings = { recipients: ['pat@example.org'], mode: 'partial' } as const
    await updateTemplate({ ...ids, change: { settings: { ...settings, recipients: [...settings.recipients] } } })
    const plan = await planTemplateFile(wish(textOf(template)))
    if (!plan.ok) throw new Error(plan.reason)
    expect(plan.plan.diff.general).toMatchObject([{ setting: 'mode', before: 'partial', after: 'full' }])
    const stale = { templateId: template.id, version: 1 }
    expect(await takeTemplateFile(wish(textOf(template), { onto: stale }))).toMatchObject({
      reason: 'changed-meanwhile',
    })
    const taken = await takeTemplateFile(wish(textOf(template), { onto: { templateId: template.id, version: 2 } }))
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.template).toMatchObject({ version: 3, settings: { recipients: ['pat@example.org'], mode: 'full' } })
    expect(await takeTemplateFile(wish(textOf(template)))).toMatchObject({ reason: 'same' })
  })

  it('is refused where another type has its name, where nothing was to be there, and for foreign logins', async () => {
    const text = textOf(template).replaceAll('oneroster-1.1/users', 'oneroster-1.1/orgs')
    expect(await takeTemplateFile(wish(text))).toMatchObject({ reason: 'other-type', standing: { id: template.id } })
    expect(await takeTemplateFile(wish(textOf(template), { onto: null }))).toMatchObject({ reason: 'exists' })
    expect(await takeTemplateFile(wish(textOf(template), { fileName: 'a/b' }))).toMatchObject({ reason: 'file-name' })
    const { accountId } = await makeLogin('shelbyville')
    expect(await takeTemplateFile(wish(textOf(template), { accountId }))).toMatchObject({
      reason: 'unknown-transfer-login',
    })
    expect(await db.template.count()).toBe(1)
  })

  it('tells of a name much like its own that the login has already', async () => {
    const plan = await planTemplateFile(wish(textOf(template), { fileName: 'Users.csv' }))
    expect(plan).toMatchObject({ plan: { standing: null, lookAlike: { fileName: 'users.csv' } } })
  })

  it('makes one template when it is read twice at once', async () => {
    const text = textOf(template)
    const taken = await Promise.all(
      [1, 2, 3].map(() => takeTemplateFile(wish(text, { fileName: 'new.csv', onto: null }))),
    )
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db.template.count({ where: { fileName: 'new.csv' } })).toBe(1)
  })
})
