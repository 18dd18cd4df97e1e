// The main job: set up once in the browser, then the district's own SFTP client, and nobody involved.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './product'
import { firstNight, nightWithBadRows, secondNight } from './roster-files'
import { sftpPut } from './sftp-client'
import { signIn } from './sign-in'

const step = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function setUpTemplate(page: Page): Promise<void> {
  await page.goto('/imports/new')
  await page.getByRole('searchbox', { name: 'Search types' }).fill('oneroster-1.1/users')
  await page.getByRole('radio', { name: /users/i }).first().check({ force: true })
  await page.getByRole('checkbox', { name: /Send an e-mail when an import is complete/ }).check({ force: true })
  await page.getByRole('button', { name: 'Continue to the sample file' }).click()

  await expect(step(page, 'Sample file')).toBeVisible()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(firstNight) })
  await expect(page.getByText('Okafor')).toBeVisible()
  await page.getByRole('button', { name: 'Upload and map the columns' }).click()

  await expect(step(page, 'Columns')).toBeVisible()
  await expect(page.getByText('Every required field is filled.')).toBeVisible()
  await page.getByRole('button', { name: 'Check the whole file' }).click()

  await expect(step(page, 'Check')).toBeVisible()
  const start = page.getByRole('button', { name: 'Check the whole file' })
  if (await start.isVisible()) await start.click()
  await expect(page.getByRole('paragraph').filter({ hasText: 'All 4 rows are valid' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: /^Continue/ }).click()

  await expect(step(page, 'Save')).toBeVisible()
  await expect(page.getByLabel('Exact file name')).toHaveValue('users.csv')
  await page.getByRole('button', { name: 'Save as import template' }).click()
  await expect(page).toHaveURL(/\/saved$/)
}

test('a district sets up users.csv once, and from then on its SFTP client is enough', async ({ page, product }) => {
  await signIn(page, product.administrator)
  await setUpTemplate(page)

  await test.step('the file is imported, the people are in the roster, and the e-mail arrives', async () => {
    expect((await sftpPut(product.sftp, 'users.csv', secondNight)).code).toBe(0)
    const mail = await product.mailbox.waitFor(/users\.csv/)
    expect(mail.text).toContain('5')
    await page.goto('/roster/oneroster-1.1/users')
    for (const name of ['Okafor', 'García Núñez', 'Nguyen-Park', 'Adeyemi', 'Lindqvist']) {
      await expect(page.getByText(name, { exact: true })).toBeVisible()
    }
  })

  await test.step('the same file under another spelling is not imported, and the message names the difference', async () => {
    expect((await sftpPut(product.sftp, 'Users.CSV', firstNight)).code).toBe(0)
    const mail = await product.mailbox.waitFor(/Users\.CSV/)
    expect(mail.text).toMatch(/capital|case/i)
    expect(mail.text).toContain('users.csv')
    await page.goto('/roster/oneroster-1.1/users')
    await expect(page.getByText('Nguyen-Park', { exact: true })).toBeVisible()
  })

  await test.step('of a file with bad rows the good ones are applied, the bad ones reported and their records untouched', async () => {
    expect((await sftpPut(product.sftp, 'users.csv', nightWithBadRows)).code).toBe(0)
    const mail = await product.mailbox.waitFor(/^Problems: .*2 of 5 rows rejected/)
    expect(mail.text).toMatch(/^\s*2\s+role\b/m)
    expect(mail.text).toMatch(/^\s*3\s+familyName\b/m)
    expect(mail.text).not.toContain('Okafor')
    await page.goto('/roster/oneroster-1.1/users')
    await expect(page.getByText('Nguyen', { exact: true })).toBeVisible()
    for (const untouched of ['Okafor', 'García Núñez', 'Lindqvist']) {
      await expect(page.getByText(untouched, { exact: true })).toBeVisible()
    }
    await expect(page.getByText('Changed', { exact: true })).toHaveCount(0)
  })

  await test.step('the template is saved as a file, deleted, read back from it, and gone back in', async () => {
    await page.goto('/templates')
    await page.getByRole('rowheader').getByRole('link', { name: 'OneRoster 1.1 users' }).click()
    const file = await savedFile(page)
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('The template OneRoster 1.1 users is deleted.')).toBeVisible()

    await readTemplate(page, file)
    await expect(page.getByRole('heading', { name: 'This becomes a new template' })).toBeVisible()
    await page.getByRole('button', { name: 'Make the template' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'OneRoster 1.1 users' })).toBeVisible()

    await readTemplate(page, file.replace('"mode": "full"', '"mode": "add-only"'))
    await expect(page.getByText('The file holds: Add only. Before: Full file.')).toBeVisible()
    await page.getByRole('button', { name: 'Save as a new version' }).click()
    await page.getByRole('link', { name: 'All versions' }).click()
    await page.getByRole('button', { name: 'Go back to version 1' }).click()
    await page.getByLabel('Why').fill('Pupils who left must be seen')
    await page.getByRole('button', { name: 'Go back', exact: true }).click()
    await expect(page.getByText('Pupils who left must be seen')).toBeVisible()
    await expect(page.getByText('goes back to version 1')).toBeVisible()
  })
})

async function savedFile(page: Page): Promise<string> {
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as a file' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe('users.csv.template.json')
  return readFile(await download.path(), 'utf8')
}

async function readTemplate(page: Page, text: string): Promise<void> {
  await page.goto('/templates/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'users.csv.template.json', mimeType: 'application/json', buffer: Buffer.from(text) })
}
