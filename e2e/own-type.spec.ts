// A file no format knows: an administrator makes a type of it, a template, and the district's SFTP client does the rest;
// then the type grows, and the next night goes on as before.
import type { Page } from '@playwright/test'
import { expect, test } from './product'
import { sftpPut } from './sftp-client'
import { signIn } from './sign-in'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

const header = 'Pass Number,Student ID,Rider,Route,Stop,Valid until,Free Lunch'
const file = (...rows: string[]) => [header, ...rows, ''].join('\r\n')
const maya = 'P-0001,00417,Maya Okafor,Red,7,2026-12-31,Y'
const luis = 'P-0002,00418,Luis García Núñez,Green,12,2026-12-31,N'
const ada = 'P-0003,00419,Ada Nguyen,Blue,3,2027-06-30,N'
const sample = { name: 'bus-passes.csv', mimeType: 'text/csv', buffer: Buffer.from(file(maya, luis, ada)) }

async function makeType(page: Page): Promise<void> {
  await page.goto('/import-types')
  await page.getByRole('link', { name: 'New type' }).click()
  await expect(heading(page, 'New import type')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Title').first().fill('Bus passes')
  await page.getByRole('button', { name: 'Start from a CSV file' }).click()
  await page.locator('input[type=file]').setInputFiles(sample)
  const found = page.getByRole('dialog', { name: 'Start from a CSV file' })
  await expect(found.getByRole('checkbox', { name: 'Pass Number' })).toBeChecked()
  await expect(found.getByRole('checkbox', { name: 'Free Lunch' })).not.toBeChecked()
  await found.getByRole('button', { name: 'Take 6 fields' }).click()
  await expect(page.getByText('Pass Number,Student ID,Rider,Route,Stop,Valid until')).toBeVisible()

  await page.getByRole('button', { name: 'More about Route' }).click()
  await page.getByLabel('Allowed values').fill('Red\nGreen\nBlue')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Make the type' }).click()
  await expect(heading(page, 'Bus passes')).toBeVisible()
}

async function makeTemplate(page: Page): Promise<void> {
  await page.goto('/imports/new')
  await page.getByRole('button', { name: 'Our own types' }).click()
  await page.getByRole('radio', { name: /Bus passes/ }).check({ force: true })
  await page.getByRole('button', { name: 'Continue to the sample file' }).click()
  await expect(heading(page, 'Sample file')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(sample)
  await page.getByRole('button', { name: 'Upload and map the columns' }).click()
  await expect(heading(page, 'Columns')).toBeVisible()
  await page.getByRole('button', { name: 'Check the whole file' }).click()
  await expect(heading(page, 'Check')).toBeVisible()
  const start = page.getByRole('button', { name: 'Check the whole file' })
  if (await start.isVisible()) await start.click()
  await page.getByRole('link', { name: /^Continue/ }).click({ timeout: 60_000 })
  await expect(page.getByLabel('Exact file name')).toHaveValue('bus-passes.csv')
  await page.getByRole('button', { name: 'Save as import template' }).click()
  await expect(page).toHaveURL(/\/saved$/)
}

const cell = (page: Page, text: string) => page.getByRole('cell', { name: text, exact: true })

/** The page of the records, as soon as it says what the worker has just imported. */
async function expectRecords(page: Page, ...texts: string[]): Promise<void> {
  await expect(async () => {
    await page.goto('/roster/custom/bus-passes')
    for (const text of texts) await expect(cell(page, text).first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
}

test('a district makes a type of its own, imports it by SFTP, and lets it grow', async ({ page, product }) => {
  await signIn(page, product.administrator)
  await makeType(page)
  await makeTemplate(page)

  await test.step('its file is imported without anybody', async () => {
    expect((await sftpPut(product.sftp, 'bus-passes.csv', file(maya, luis, ada))).code).toBe(0)
    await expectRecords(page, 'Maya Okafor', 'Luis García Núñez', 'Ada Nguyen')
  })

  await test.step('what is recorded cannot be lost', async () => {
    await page.goto('/import-types/bus-passes/edit')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Remove Stop' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText(/Stop would lose what is recorded/)).toBeVisible()
  })

  await test.step('a field is added, and the template for download has it', async () => {
    await page.goto('/import-types/bus-passes/edit')
    await page.waitForLoadState('networkidle')
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.keyboard.type('Deposit')
    await page.getByRole('button', { name: 'Move Deposit up' }).press('Enter')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(heading(page, 'Bus passes')).toBeVisible()
    const template = await page.request.get('/downloads/custom/bus-passes/template.csv')
    expect(await template.text()).toContain('Stop,Deposit,Valid until')
  })

  await test.step('the next night goes on', async () => {
    const moved = ada.replace('Blue', 'Red')
    expect((await sftpPut(product.sftp, 'bus-passes.csv', file(maya, luis, moved))).code).toBe(0)
    await expect(async () => {
      await page.goto('/roster/custom/bus-passes')
      await expect(cell(page, 'Blue')).toHaveCount(0, { timeout: 1_000 })
      await expect(cell(page, 'Red')).toHaveCount(2, { timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
  })
})
