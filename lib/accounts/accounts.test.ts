import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/platform/test-database'
import { accountById, createAccount, listAccounts, updateAccount } from './accounts'
import { anAccount } from './test-accounts'

const input = { name: 'Springfield', slug: 'springfield', state: 'tx', timeZone: 'America/Chicago' }
const stranger = '0190a0a0-0000-7000-8000-000000000001'

beforeEach(emptyDatabase)

describe('an account', () => {
  it('begins with English, the default thresholds, files destroyed at once and nobody but its administrators told', async () => {
    const account = await anAccount()
    expect(account).toMatchObject({
      locale: 'en',
      reportRecipients: [],
      settings: { keepDays: 0, thresholds: { deactivatedPercent: 10, changedPercent: 75, minRows: 25 } },
    })
    expect(await accountById(account.id)).toEqual(account)
  })

  it('cannot share slug and state with another one, but either of them', async () => {
    await anAccount()
    expect(await createAccount(input)).toEqual({ ok: false, reason: 'exists' })
    expect(await createAccount({ ...input, state: 'ok' })).toMatchObject({ ok: true })
  })

  it.each([
    { slug: 'Springfield' },
    { slug: 'spring_field' },
    { slug: 'spring.field' },
    { slug: '' },
    { slug: 'x'.repeat(41) },
    { state: 'TX' },
    { state: 't' },
    { state: 'texas' },
    { timeZone: 'Springfield/Town' },
    { timeZone: '+05:00' },
    { name: '  ' },
    { name: 'a\nb' },
    { locale: 'fr' },
  ])('is refused with %j', async (wrong) => {
    await expect(createAccount({ ...input, ...wrong } as typeof input)).rejects.toThrow()
  })

  it('takes no fields that are not its own', async () => {
    const made = await createAccount({ ...input, id: stranger, createdAt: new Date(0) } as typeof input)
    expect(made.ok && made.account.id).not.toBe(stranger)
  })

  it('changes what is given and keeps the rest, also within the settings', async () => {
    const { id } = await anAccount()
    await updateAccount(id, { settings: { keepDays: 5 }, reportRecipients: [' Office@Springfield.example '] })
    const changed = await updateAccount(id, { locale: 'es-MX', settings: { thresholds: { minRows: 3 } } })
    expect(changed).toMatchObject({
      name: 'District springfield',
      locale: 'es-MX',
      reportRecipients: ['office@springfield.example'],
      settings: { keepDays: 5, thresholds: { minRows: 3 } },
    })
  })

  it('never changes its slug or state, which are part of names typed elsewhere', async () => {
    const { id } = await anAccount()
    expect(await updateAccount(id, { slug: 'other', state: 'ok' } as object)).toMatchObject({
      slug: 'springfield',
      state: 'tx',
    })
  })

  it.each([
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    '"a b"@d.example',
    'group: a@b.example;',
    'a@b',
    '<a@b.example>',
    'a@b.example (x)',
  ])('refuses %j as a recipient', async (address) => {
    const { id } = await anAccount()
    await expect(updateAccount(id, { reportRecipients: [address] })).rejects.toThrow()
  })

  it('that does not exist is null, whatever the id looks like', async () => {
    expect(await accountById(stranger)).toBeNull()
    expect(await accountById("' or 1=1 --")).toBeNull()
    expect(await updateAccount(stranger, { name: 'x' })).toBeNull()
  })

  it('is listed in the order of making, a page at a time', async () => {
    const accounts = [await anAccount('a'), await anAccount('b'), await anAccount('c')]
    const first = await listAccounts({ limit: 2 })
    expect(first.map((account) => account.slug)).toEqual(['a', 'b'])
    expect((await listAccounts({ after: accounts[1]?.id })).map((account) => account.slug)).toEqual(['c'])
  })
})
